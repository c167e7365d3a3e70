import type { IncomingMessage, ServerResponse } from 'node:http';
import { openBank } from './bank.js';
import type { BankOptions } from './bank.js';
import { toNodeListener } from './node-listener.js';
import { openStorage } from './storage.js';

/** The running bank of the demo: answers the paths below `/api/`. */
export interface RunningBank {
  listener(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** Starts the demo's bank, with the database that the environment names. */
export async function startBank(options: Omit<BankOptions, 'database' | 'keys'>): Promise<RunningBank> {
  const storage = await openStorage(process.env);
  const bank = await openBank({ ...storage, ...options });
  return {
    listener: toNodeListener(bank.fetch),
    async close() {
      await bank.wiseLink.close();
      await storage.database.close();
    },
  };
}
