import type { SessionHeader } from './session-header.js';

/** The session of a customer. It may be made again when the bank no longer accepts it. */
export class Session {
  readonly #make: (() => Promise<SessionHeader>) | undefined;
  #header: SessionHeader;
  #making: Promise<void> | undefined;

  /** Without `make` it cannot be made again. */
  constructor(header: SessionHeader, make?: () => Promise<SessionHeader>) {
    this.#header = header;
    this.#make = make;
  }

  get header(): SessionHeader {
    return this.#header;
  }

  /** Makes the session again, once for all requests with `refused`. False if that is impossible. */
  async renew(refused: SessionHeader): Promise<boolean> {
    const make = this.#make;
    if (make === undefined) return false;
    if (refused !== this.#header) return true;
    this.#making ??= make().then((header) => void (this.#header = header)).finally(() => (this.#making = undefined));
    await this.#making;
    return true;
  }
}
