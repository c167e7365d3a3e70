// What happens to the bank while its customers link.
import { setTimeout as delay } from 'node:timers/promises';
import type { Bank } from './bank.js';
import { between, oneOf } from './chance.js';

/** A fault, and how it is repaired. */
interface Fault {
  name: string;
  happen(bank: Bank): Promise<void>;
}

const FAULTS: readonly [Fault, ...Fault[]] = [
  {
    name: 'a backend is killed and restarted',
    async happen(bank) {
      const slot = bank.anySlot();
      await bank.kill(slot);
      await delay(between(0, 2000));
      await bank.start(slot);
    },
  },
  { name: 'PostgreSQL is killed and restarted', happen: (bank) => bank.restartDatabase(between(0, 3000)) },
  { name: 'connections are cut', happen: async (bank) => anyProxy(bank).cut() },
  { name: 'a network is slow', happen: (bank) => slow(bank, between(20, 400)) },
  { name: 'a network hardly moves', happen: (bank) => slow(bank, between(2000, 9000)) },
  {
    name: 'the clock of a backend jumps',
    async happen(bank) {
      await bank.anySlot().process?.setClock(between(-3600, 3600));
    },
  },
];

/** The names of all faults. */
export const FAULT_NAMES: readonly string[] = FAULTS.map(({ name }) => name);

/** Lets one fault after the other happen until the signal aborts, and repairs each. Returns how often each happened. */
export async function happen(bank: Bank, signal: AbortSignal): Promise<Map<string, number>> {
  const counts = new Map<string, number>(FAULT_NAMES.map((name) => [name, 0]));
  while (!signal.aborted) {
    await delay(between(200, 3000));
    const fault = oneOf(FAULTS);
    await fault.happen(bank);
    counts.set(fault.name, (counts.get(fault.name) ?? 0) + 1);
  }
  return counts;
}

async function slow(bank: Bank, delayMs: number): Promise<void> {
  const proxy = anyProxy(bank);
  proxy.delayMs = delayMs;
  await delay(between(1000, 8000));
  proxy.delayMs = 0;
}

function anyProxy({ proxies: [first, ...rest] }: Bank) {
  if (!first) throw new Error('The bank has no proxies.');
  return oneOf([first, ...rest]);
}
