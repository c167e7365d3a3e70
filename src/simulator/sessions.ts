import type { Chance } from './chance.js';
import type { Customer } from './customer.js';

/** How far the person in this browser has come. */
export type Standing =
  | { readonly step: 'log-in' }
  | { readonly step: 'two-factor'; readonly customer: Customer }
  | { readonly step: 'in'; readonly customer: Customer };

/** One browser at Wise. */
export interface Session {
  id: string;
  /** Stands in every form, so that no other page can send one in the customer's name. */
  readonly csrf: string;
  standing: Standing;
}

/** The browsers that Wise knows by their cookie. */
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

  /** Logging in changes the id: one that somebody planted in the browser before must not become a logged-in one. */
  logIn(session: Session, customer: Customer): void {
    this.#sessions.delete(session.id);
    session.id = this.#chance.uuid('session');
    session.standing = { step: 'in', customer };
    this.#sessions.set(session.id, session);
  }
}
