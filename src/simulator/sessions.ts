import type { Chance } from './chance.js';
import type { Customer } from './customer.js';

/** The log-in step of a browser session. */
export type Standing =
  | { readonly step: 'log-in' }
  | { readonly step: 'two-factor'; readonly customer: Customer }
  | { readonly step: 'in'; readonly customer: Customer };

/** The session of one browser at Wise. */
export interface Session {
  id: string;
  /** The CSRF token of every form. */
  readonly csrf: string;
  standing: Standing;
}

/** The browser sessions, by cookie. */
export class Sessions {
  #chance: Chance;
  #sessions = new Map<string, Session>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  start(): Session {
    const session: Session = { id: this.#chance.uuid('session'), csrf: this.#chance.uuid('csrf'), standing: { step: 'log-in' } };
    this.#sessions.set(session.id, session);
    return session;
  }

  /** Logs a customer in. Changes the session id, against session fixation. */
  logIn(session: Session, customer: Customer): void {
    this.#sessions.delete(session.id);
    session.id = this.#chance.uuid('session');
    session.standing = { step: 'in', customer };
    this.#sessions.set(session.id, session);
  }
}
