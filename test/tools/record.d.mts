// Types of record.mjs.

/** A step that has ended. */
export interface Step {
  name: string;
  seconds: string | number;
  tests: { result: 'passed' | 'failed' | 'skipped' }[];
  error: Error | undefined;
  details?: Record<string, string | number>;
}

export declare function record(step: Step, folder?: string): unknown;
export declare function commitOf(folder: string): string | null;
