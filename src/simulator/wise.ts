import type { Chance } from './chance.js';
import { Clients, type Client } from './clients.js';
import { Clock } from './clock.js';
import { Codes } from './codes.js';
import { Counters } from './counters.js';
import type { Customer } from './customer.js';
import { Customers } from './customers.js';
import { Flows } from './flows.js';
import { Outbox } from './outbox.js';
import { Sessions } from './sessions.js';
import { SWITCHES_OFF, type Switches } from './switches.js';
import { Tokens } from './tokens.js';

/** What a reset creates again: the partners, the customers and the initial switches. */
export interface Initial {
  readonly clients: readonly Client[];
  /** Default: the test customers. */
  readonly customers?: (() => Customer[]) | undefined;
  readonly switches?: Partial<Switches> | undefined;
}

/** The in-memory state of the simulator. A reset creates a new one. */
export class Wise {
  readonly chance: Chance;
  readonly clients: Clients;
  readonly clock = new Clock();
  readonly customers: Customers;
  readonly sessions: Sessions;
  readonly flows: Flows;
  readonly codes: Codes;
  readonly tokens: Tokens;
  readonly outbox = new Outbox(this.clock);
  readonly counters = new Counters();
  switches: Switches;

  constructor({ clients, customers, switches }: Initial, chance: Chance) {
    this.switches = { ...SWITCHES_OFF, ...switches };
    this.chance = chance;
    this.clients = new Clients(clients);
    this.customers = new Customers(customers);
    this.sessions = new Sessions(chance);
    this.flows = new Flows(chance);
    this.codes = new Codes(this.clock, chance);
    this.tokens = new Tokens(this.clock, chance);
  }

  /** Revokes the customer's codes and tokens, of one partner or of all. */
  disconnect(userId: number, clientId?: string): void {
    this.codes.revoke(userId, clientId);
    this.tokens.revoke(userId, clientId);
  }
}
