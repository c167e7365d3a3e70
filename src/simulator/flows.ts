import type { Chance } from './chance.js';
import type { Customer, Profile } from './customer.js';
import type { AuthorizeRequest } from './oauth/authorize-request.js';
import type { Session } from './sessions.js';
import type { FlowSwitches } from './switches.js';

/** How a flow ended. */
export type Outcome =
  | { readonly kind: 'sent back' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'code shown'; readonly code: string };

/** One visit to the authorization endpoint, from the partner's link to the customer's answer. */
export interface Flow {
  readonly id: string;
  readonly session: Session;
  readonly request: AuthorizeRequest;
  readonly switches: FlowSwitches;
  /** The chosen profile, with the customer, because a choice is not valid after a log-out. */
  choice?: { readonly customer: Customer; readonly profile: Profile | undefined };
  outcome?: Outcome;
}

/** All flows. */
export class Flows {
  #chance: Chance;
  #flows = new Map<string, Flow>();

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  start(flow: Omit<Flow, 'id'>): Flow {
    const started = { ...flow, id: this.#chance.uuid('flow') };
    this.#flows.set(started.id, started);
    return started;
  }

  /** Finds a flow of this browser session. */
  find(id: string | null | undefined, session: Session): Flow | undefined {
    const flow = this.#flows.get(id ?? '');
    return flow?.session === session ? flow : undefined;
  }
}
