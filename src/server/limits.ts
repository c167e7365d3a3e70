/** All limits that a partner can set. */
export interface Limits {
  /** How long an attempt lasts. Default: the lifetime of a Wise code. */
  attemptSeconds: number;
  /** How long a worker holds a lease. Must be longer than all its calls to Wise together. */
  leaseSeconds: number;
  /** How long an answer can be replayed with its key, and the window of the daily limits. */
  daySeconds: number;
  /** How long before it expires an access token is refreshed. Wise recommends six hours. */
  refreshAheadSeconds: number;
  /** Attempts used for a code or an email. Unused attempts do not count. */
  startsPerHour: number;
  /** How many unused attempts a session may have. One more deletes the oldest. */
  unusedAttempts: number;
  wrongCodesPerAttempt: number;
  wrongCodesPerDay: number;
  /** How long codes are refused after too many wrong codes ended an attempt. */
  wrongCodesPauseSeconds: number;
  mismatchesPerDay: number;
  emailPauseSeconds: number;
  emailsPerDay: number;
  /** How long an attempt is kept after it ended, for support. At least `daySeconds`. */
  endedAttemptSeconds: number;
  /** How long the registration code of a user that Wise created by mistake is kept. */
  registrationCodeSeconds: number;
  /** The timeout of one call to Wise. */
  wiseTimeoutMs: number;
  /** After this time the answer is 202 and the work goes on. The element aborts a request after 15 s. */
  answerWithinMs: number;
}

/** The defaults, as in the contract. */
export const DEFAULT_LIMITS: Limits = {
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
  endedAttemptSeconds: 30 * 24 * 3600,
  registrationCodeSeconds: 365 * 24 * 3600,
  wiseTimeoutMs: 8000,
  answerWithinMs: 10_000,
};

/** The time `seconds` after `moment`, or before it if negative. */
export function secondsFrom(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
