import type { Kit } from './kit.js';
import type { Rule } from './rule.js';

/** One requirement of the contract, and its check. */
export interface Case {
  name: string;
  title: string;
  /** The sentence of the contract that it checks. A `Failure` may name another one. */
  rule: Rule;
  /** How to fix the backend. */
  fix: string;
  /** Throws `Failure` or `NotChecked` if the requirement is not met or cannot be checked. */
  run(kit: Kit): Promise<void>;
}
