import type { Client } from './clients.js';
import type { Clock } from './clock.js';

/** An email that Wise sent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The path of "Log in and get your code" at the simulator. */
  readonly link: string;
  readonly sentAt: string;
}

/** The emails that Wise sent, newest first. Wise's sandbox sends none, so they can be read here. */
export class Outbox {
  #clock: Clock;
  #mails: Mail[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Sends an email with a link, not the code: the code is shown after consent (Wise docs, accessing accounts). */
  sendCodeLink(to: string, client: Client): void {
    this.#mails.unshift({
      to,
      subject: `Link your Wise account with ${client.name}`,
      text: `${client.name} asked us to send you this email. Log in, give access, and you will see a code to enter at `
        + `${client.name}. If you did not ask for it, do nothing.`,
      link: `/oauth/authorize/?${new URLSearchParams({ client_id: client.clientId, forwardingMode: 'showCode' })}`,
      sentAt: new Date(this.#clock.now()).toISOString(),
    });
  }

  all(): readonly Mail[] {
    return this.#mails;
  }
}
