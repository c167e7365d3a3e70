/** The result of one case. */
export interface Finding {
  name: string;
  title: string;
  result: 'passed' | 'failed' | 'skipped';
  /** What the case found, or why it could not be checked. */
  found: string;
  /** How to fix it. Empty unless the case failed. */
  fix: string;
}

/** Thrown by a case if the backend does not follow the contract. The message says what was found. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** Thrown by a case that cannot be checked from outside, or with these options. The message says why. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** Throws `Failure` unless the condition holds. */
export function must(condition: boolean, found: string): asserts condition {
  if (!condition) throw new Failure(found);
}
