import type { Kit } from './kit.js';

/** One thing that the contract demands, and how to see whether a backend does it. */
export interface Case {
  name: string;
  title: string;
  /** For who wrote the backend: how to make it right. */
  mend: string;
  /** Returns if all is well; throws a Failure or NotChecked. */
  run(kit: Kit): Promise<void>;
}
