// The types of the fault matrix.
import type { World } from './world/world.js';

/** The kinds of faults, for every step. */
export const FAULTS = [
  'throws', 'rejects', 'null', 'never', 'slow', 'duplicate', 'reordered', 'stale', 'garbage', 'wrong type', 'freeze', 'disconnect', 'reload',
] as const;

/** A kind of fault. */
export type Fault = (typeof FAULTS)[number];

/** One fault at one step. */
export interface Cell {
  /** A description of the fault. */
  what: string;
  /** The actions of the customer until the account is linked, as `Customer` returns them; `refused` stands for a fix by the partner. */
  ways: string;
  /** Takes the page to the step, and injects the fault. */
  inject: (world: World) => Promise<void> | void;
}

/** One step, with a cell for every kind of fault, or the reason why it does not apply. */
export interface Step {
  name: string;
  cells: Record<Fault, Cell | string>;
}

/** Creates a cell. */
export const cell = (what: string, ways: string, inject: Cell['inject']): Cell => ({ what, ways, inject });
