import type { World } from './world/world.js';

/** What can go wrong with any step. */
export const FAULTS = [
  'throws', 'rejects', 'null', 'never', 'slow', 'duplicate', 'reordered', 'stale', 'garbage', 'wrong type', 'freeze', 'disconnect', 'reload',
] as const;

/** One of them. */
export type Fault = (typeof FAULTS)[number];

/** One fault at one step. */
export interface Cell {
  /** What happens. */
  what: string;
  /** What the customer then has to do until he is linked, as `Customer` tells it; `refused` is the partner's turn. */
  ways: string;
  /** Brings the page to the step, with the fault. */
  inject: (world: World) => Promise<void> | void;
}

/** One step, with every fault or the reason why it has none of that kind. */
export interface Step {
  name: string;
  cells: Record<Fault, Cell | string>;
}

/** Makes a cell. */
export const cell = (what: string, ways: string, inject: Cell['inject']): Cell => ({ what, ways, inject });
