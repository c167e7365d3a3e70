import type { Kit } from './kit.js';

/** One requirement of the contract, and its check. */
export interface Case {
  name: string;
  title: string;
  /** How to fix the backend. */
  fix: string;
  /** Throws `Failure` or `NotChecked` if the requirement is not met or cannot be checked. */
  run(kit: Kit): Promise<void>;
}
