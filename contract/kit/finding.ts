import type { Rule } from './rule.js';

/** The result of one case. */
export interface Finding {
  name: string;
  title: string;
  result: 'passed' | 'failed' | 'skipped';
  /** What the case found, or why it could not be checked. */
  found: string;
  /** The sentence of the contract that is broken. Null unless the case failed. */
  rule: Rule | null;
  /** How to fix it. Empty unless the case failed. */
  fix: string;
  /** How long the case took, in seconds. */
  seconds: number;
}

/** Thrown by a case if the backend does not follow the contract. The message says what was found. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** The sentence of the contract that is broken. Undefined: that of the case. */
  readonly rule: Rule | undefined;

  constructor(found: string, rule?: Rule, options?: ErrorOptions) {
    super(found, options);
    this.rule = rule;
  }
}

/** Thrown by a case that cannot be checked from outside, or with these options. The message says why. */
export class NotChecked extends Error {
  override readonly name = 'NotChecked';
}

/** Throws `Failure` unless the condition holds. Without `rule`, the sentence of the case is broken. */
export function must(condition: boolean, found: string, rule?: Rule): asserts condition {
  if (!condition) throw new Failure(found, rule);
}
