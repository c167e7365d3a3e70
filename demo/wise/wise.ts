import { Clients, type Client } from './clients.js';
import { Clock } from './clock.js';
import { Codes } from './codes.js';
import { Counters } from './counters.js';
import { Customers } from './customers.js';
import { Flows } from './flows.js';
import { Outbox } from './outbox.js';
import { Sessions } from './sessions.js';
import { SWITCHES_OFF, type Switches } from './switches.js';
import { Tokens } from './tokens.js';

/** All that one Wise knows. It lives in memory: a fresh one is a fresh Wise, and that is what a reset makes. */
export class Wise {
  readonly clients: Clients;
  readonly clock = new Clock();
  readonly customers = new Customers();
  readonly sessions = new Sessions();
  readonly flows = new Flows();
  readonly codes = new Codes(this.clock);
  readonly tokens = new Tokens(this.clock);
  readonly outbox = new Outbox(this.clock);
  readonly counters = new Counters();
  switches: Switches;

  constructor(clients: readonly Client[], switches: Partial<Switches> = {}) {
    this.switches = { ...SWITCHES_OFF, ...switches };
    this.clients = new Clients(clients);
  }

  /** The customer disconnects a partner, or all of them. */
  disconnect(userId: number, clientId?: string): void {
    this.codes.revoke(userId, clientId);
    this.tokens.revoke(userId, clientId);
  }
}
