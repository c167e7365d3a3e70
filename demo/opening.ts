import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'vite';
import type { RunningBank } from './bank/start.js';

/** A bank that opens while the server already answers. Calls to it wait until it is open. */
export class Opening {
  readonly #open: () => Promise<RunningBank>;
  #bank: Promise<RunningBank> | undefined;

  constructor(open: () => Promise<RunningBank>) {
    this.#open = open;
  }

  /** Opens it. If that fails, for example because of the database, prints why and ends the process. */
  opens(logger: Logger): void {
    this.#bank = this.#open();
    this.#bank.catch((error: unknown) => {
      logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exit(1);
    });
  }

  async answers(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bank = await this.#bank;
    bank?.listener(request, response);
  }

  async closes(): Promise<void> {
    const bank = await this.#bank;
    await bank?.close();
  }
}
