/** Every number that a partner may want to set, in one place. */
export interface Limits {
  sessionSeconds: number;
  /** The life of an attempt: that of a code at Wise. */
  attemptSeconds: number;
  /** How long a worker is believed to be at work; longer than all its calls to Wise together. */
  leaseSeconds: number;
  /** How long an answer is given again under its key, and how far back limits per day look. */
  daySeconds: number;
  /** How long before its end an access token is renewed; Wise recommends six hours. */
  refreshAheadSeconds: number;
  /** Attempts that a code or an e-mail was asked for; those that were only made do not count. */
  startsPerHour: number;
  /** How many attempts a log-in may have that nothing was asked for; one more drops the oldest. */
  unusedAttempts: number;
  wrongCodesPerAttempt: number;
  wrongCodesPerDay: number;
  /** The pause in typed codes after an attempt ended by wrong ones. */
  wrongCodesPauseSeconds: number;
  mismatchesPerDay: number;
  emailPauseSeconds: number;
  emailsPerDay: number;
  /** How long one call to Wise may take. */
  wiseTimeoutMs: number;
  /** After this long the answer is 202 and the work goes on; the element gives up on a request after 15 s. */
  answerWithinMs: number;
}

/** The numbers of the contract. */
export const DEFAULT_LIMITS: Limits = {
  sessionSeconds: 8 * 3600,
  attemptSeconds: 30 * 60,
  leaseSeconds: 30,
  daySeconds: 24 * 3600,
  refreshAheadSeconds: 6 * 3600,
  startsPerHour: 30,
  unusedAttempts: 100,
  wrongCodesPerAttempt: 5,
  wrongCodesPerDay: 10,
  wrongCodesPauseSeconds: 60,
  mismatchesPerDay: 3,
  emailPauseSeconds: 60,
  emailsPerDay: 5,
  wiseTimeoutMs: 8000,
  answerWithinMs: 10_000,
};

/** The moment so many seconds after (or, below zero, before) another. */
export function secondsFrom(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}

/** Whole seconds from one moment until another, at least one: "retry after 0" would be no limit. */
export function secondsUntil(then: Date, now: Date): number {
  return Math.max(1, Math.ceil((then.getTime() - now.getTime()) / 1000));
}
