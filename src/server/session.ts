import { z } from 'zod';
import { bankId } from './bank-id.js';
import type { Customer } from './customer.js';
import { Misconfigured } from './misconfigured.js';
import type { Vault } from './vault.js';

/** What the bank knows about a request of a customer who is logged in. */
export interface BankSession {
  /** The bank's id of this log-in, different after each log-in. Stored only as a keyed hash, or sealed. */
  sessionId: string;
  customer: Customer;
}

/**
 * Finds the bank's log-in session of a request; null if there is none. Called once per request. It may read the headers,
 * not the body. `incoming` is the request of Node's HTTP server if it came through `node`, with what a framework added to it.
 */
export type FindSession = (request: Request, incoming?: unknown) => Promise<BankSession | null> | BankSession | null;

/** Whether the log-in session with this id still lasts: it has neither expired nor ended by a log-out. */
export type IsSessionLive = (sessionId: string) => Promise<boolean> | boolean;

/** A log-in session, as the endpoints see it. */
export interface Session {
  customer: Customer;
  /** A keyed hash of the bank's session id. */
  sessionId: string;
  /** The bank's own session id; null if nobody will ask whether the session still lasts. */
  bankSessionId: string | null;
  /** What is known about the session that started the customer's attempt, if it is another one. */
  otherSession: 'unknown' | 'live' | 'ended';
}

/** Thrown to roll back a transaction, because only the bank knows whether the session that started the attempt still lasts. */
export class OtherSession extends Error {
  override readonly name = 'OtherSession';
  readonly sealedSessionId: string;

  constructor(sealedSessionId: string) {
    super('The attempt was started by another session.');
    this.sealedSessionId = sealedSessionId;
  }
}

const bankSession = z.object({
  sessionId: bankId,
  customer: z.object({
    id: bankId,
    givenName: z.string(),
    familyName: z.string(),
    dateOfBirth: z.string(),
    email: z.string(),
    company: z.object({ name: z.string(), registrationNumber: z.string() }).nullish(),
  }),
});

/** The options of `Sessions`. */
export interface SessionOptions {
  find: FindSession;
  isLive: IsSessionLive | undefined;
  vault: Vault;
}

/** The bank's log-in sessions. */
export class Sessions {
  readonly #options: SessionOptions;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The session of a request; null if there is none. Throws `Misconfigured` if the bank returned another shape. */
  async sessionOf(request: Request): Promise<Session | null> {
    const { find, isLive, vault } = this.#options;
    const found = await find(request);
    if (found === null || found === undefined) return null;
    const { data } = bankSession.safeParse(found);
    if (data === undefined) throw new Misconfigured('The option session returned neither null nor { sessionId, customer }.');
    return {
      customer: found.customer,
      sessionId: await vault.fingerprint('session', data.sessionId),
      bankSessionId: isLive === undefined ? null : data.sessionId,
      otherSession: isLive === undefined ? 'ended' : 'unknown',
    };
  }

  /**
   * Does the work of a request. If that meets an attempt of another session of the customer, asks the bank whether that
   * session still lasts, outside of any transaction, and does the work again.
   */
  async ask<T>(session: Session, work: (session: Session) => Promise<T>): Promise<T> {
    try {
      return await work(session);
    } catch (error) {
      if (!(error instanceof OtherSession)) throw error;
      const { isLive, vault } = this.#options;
      const sessionId = await vault.unseal(error.sealedSessionId, session.customer.id, 'session');
      const live = (await isLive?.(sessionId)) ?? false;
      return work({ ...session, otherSession: live ? 'live' : 'ended' });
    }
  }
}
