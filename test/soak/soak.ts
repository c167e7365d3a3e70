import { setTimeout as delay } from 'node:timers/promises';
import type { Ended, Plan } from './attempt.js';
import type { Bank } from './bank.js';
import { between, oneOf } from './chance.js';
import { SoakCustomer } from './customer.js';
import { CUSTOMER_IDS, OTHER_ACCOUNT } from './customers.js';
import { happen } from './faults.js';
import { faultsOf } from './verdict.js';

/** The longest time between two attempts of a customer, in milliseconds. */
const LONGEST_PAUSE = 2000;

/** How long, and how many attempts at most. */
export interface Bounds {
  milliseconds: number;
  attempts: number;
}

/** What was seen. */
export interface Result {
  attempts: number;
  /** How often each answer was the last one. */
  answers: Map<string, number>;
  /** How often each fault happened to the bank. */
  happened: Map<string, number>;
  /** The longest wait for a final answer, in seconds. */
  longestWait: number;
  /** What is wrong, each with the attempt that shows it. */
  faults: string[];
}

/** Customers link while faults happen. Then the faults end, and what every attempt came to is looked at again. */
export async function soak(bank: Bank, { milliseconds, attempts }: Bounds): Promise<Result> {
  const time = AbortSignal.timeout(milliseconds);
  const customers = CUSTOMER_IDS.map((id) => new SoakCustomer(id, bank));
  const ended: Ended[] = [];
  const faults: string[] = [];
  const link = async (customer: SoakCustomer): Promise<void> => {
    while (!time.aborted && ended.length < attempts) {
      const plan = anyPlan();
      await delay(between(0, LONGEST_PAUSE));
      try {
        const one = await customer.attempt(plan);
        ended.push(one);
        faults.push(...faultsOf(one).map((fault) => `${fault}: ${JSON.stringify(one)}`));
      } catch (error) {
        faults.push(`an attempt never ended: ${String(error)}: ${JSON.stringify({ customer: customer.id, plan })}`);
      }
    }
  };
  const stop = new AbortController();
  const happening = happen(bank, stop.signal);
  await Promise.all(customers.map(link));
  stop.abort();
  const happened = await happening;
  bank.repair();
  faults.push(...(await changed(bank, ended)), ...(await unfinished(bank)));
  await bank.close();
  faults.push(...bank.output.errors.map((line) => `the backend reports: ${line}`));
  const leaks = bank.output.leaks([...customers.flatMap(({ secrets }) => [...secrets]), ...bank.wise.tokens]);
  if (leaks > 0) faults.push(`${leaks} secrets are in the output`);
  return { attempts: ended.length, answers: counted(ended), happened, longestWait: Math.max(0, ...ended.map(({ waited }) => waited)), faults };
}

function anyPlan(): Plan {
  const isTyped = between(0, 4) === 0;
  return {
    name: 'a customer',
    account: OTHER_ACCOUNT,
    isSame: between(0, 5) > 0,
    isTyped,
    // Only who typed a code is asked "is this you?".
    confirms: !isTyped || between(0, 4) > 0,
    returns: true,
    isDoubled: oneOf([true, false]),
  };
}

/** The attempts whose row is no longer what their customer was told. */
async function changed(bank: Bank, ended: readonly Ended[]): Promise<string[]> {
  const rows = new Map((await bank.rows('select id, status from attempt')).map(({ id, status }) => [id, status]));
  return ended.filter(({ attemptId, row }) => rows.get(attemptId) !== row.status).map((one) => `the row of an ended attempt changed: ${JSON.stringify(one)}`);
}

/** The requests whose work has begun and never ended. */
async function unfinished(bank: Bank): Promise<string[]> {
  const rows = await bank.rows(`select id, status from attempt where status in ('CLAIMED', 'SENT', 'EXCHANGED', 'VERIFIED')`);
  return rows.map((row) => `an attempt was left unfinished: ${JSON.stringify(row)}`);
}

function counted(ended: readonly Ended[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { answers } of ended) counts.set(answers.at(-1) ?? 'nothing', (counts.get(answers.at(-1) ?? 'nothing') ?? 0) + 1);
  return counts;
}
