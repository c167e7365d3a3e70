/**
 * Throw it from the option `session` if you cannot tell who is logged in, for example because your session store is down. The endpoints
 * answer with 503 and `Retry-After`, and the element tries again. A `null` would tell the customer to log in.
 */
export class SessionUnavailable extends Error {
  override readonly name = 'SessionUnavailable';

  /** `message` goes to the log: a fixed sentence, without any value of a customer. */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Compared by name, because the entry may be a bundle of its own. */
export const isSessionUnavailable = (error: unknown): error is SessionUnavailable => error instanceof Error && error.name === 'SessionUnavailable';
