import type { Finding } from './finding.js';

/** What the reports of a run say. */
export interface RunReport {
  /** The URL of the exchange endpoint. */
  backend: string;
  /** When the run started. */
  at: Date;
  findings: readonly Finding[];
  /** Why the run did not check all cases; undefined if it did. */
  stopped: string | undefined;
}
