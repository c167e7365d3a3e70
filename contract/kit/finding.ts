/** What one case found out about the backend. */
export interface Finding {
  name: string;
  title: string;
  result: 'passed' | 'failed' | 'skipped';
  /** What was seen, or why nothing could be. */
  found: string;
  /** How to mend it; empty unless it failed. */
  mend: string;
}

/** Thrown by a case: the backend is not as the contract says. The message tells what was seen. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Thrown by a case: from outside, or with these options, it cannot be checked. The message tells why. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** Fails the case unless the condition holds. */
export function must(condition: boolean, found: string): asserts condition {
  if (!condition) throw new Failure(found);
}
