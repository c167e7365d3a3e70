import { setTimeout as delay } from 'node:timers/promises';
import { Page } from '../crash/page.js';
import type { ElementRequest, PageAnswer } from '../crash/page.js';
import type { Ended, Plan } from './attempt.js';
import type { Bank } from './bank.js';
import { accountOf } from './customers.js';

/** How long the page repeats a request before the customer gives up, in milliseconds. */
const PATIENCE = 300_000;

/** A customer who links their Wise account again and again. Their page repeats each request until the answer is final, as the element does. */
export class SoakCustomer {
  readonly id: string;
  readonly #bank: Bank;
  #requests = 0;
  /** Every code and state. */
  readonly secrets = new Set<string>();

  constructor(id: string, bank: Bank) {
    this.id = id;
    this.#bank = bank;
  }

  /** Makes an attempt, from the start to what is left of it. */
  async attempt(plan: Plan): Promise<Ended> {
    const bank = this.#bank;
    this.#requests = 0;
    const page = new Page(bank.origin, bank.wise.url);
    page.setCookie(this.id);
    const account = plan.isSame ? accountOf(this.id) : plan.account;
    // The start is a new one each time, so it may be repeated.
    const exchange = await persist(() => page.authorize(bank, { ...plan, account }));
    for (const secret of page.secrets.values()) this.secrets.add(secret);
    const answers = await this.#finish(page, plan, exchange);
    const status = await persist(() => page.askStatus(bank), (word) => word !== 'processing' && word !== 'unavailable');
    const last = answers.at(-1)?.word;
    const code = String(page.secrets.get('code'));
    return {
      attemptId: page.attemptId,
      customer: this.id,
      plan,
      answers: answers.map(({ word }) => word),
      isRepeated: answers.every(({ isRepeated }) => isRepeated),
      waited: Math.max(...answers.map(({ waited }) => waited)),
      status,
      row: await this.#row(page.attemptId),
      requests: this.#requests,
      ...bank.wise.callsOf(code),
      works: last === 'linked' && (await this.#tokenWorks()),
    };
  }

  /** What the database has of an attempt. */
  async #row(attemptId: string): Promise<Ended['row']> {
    const [row] = await this.#bank.rows(`select status, sealed_tokens is not null as sealed from attempt where id = '${attemptId}'`);
    return { status: String(row?.status), isSealed: row?.sealed === true };
  }

  async #finish(page: Page, plan: Plan, exchange: ElementRequest): Promise<Final[]> {
    const answer = await this.#untilFinal(page, exchange, plan);
    if (answer.word !== 'pending_confirmation') return [answer];
    return [answer, await this.#untilFinal(page, page.confirmation(plan.confirms), plan)];
  }

  /** Repeats a request until the answer is final, and then once more. */
  async #untilFinal(page: Page, request: ElementRequest, { isDoubled }: Plan): Promise<Final> {
    const start = performance.now();
    const send = (): Promise<PageAnswer> => {
      this.#requests += 1;
      return page.send(this.#bank, request);
    };
    const until = (): Promise<PageAnswer> => persist(send, ({ retryAfter }) => retryAfter === null);
    const [first, ...rest] = await Promise.all([until(), ...(isDoubled ? [until()] : [])]);
    const waited = (performance.now() - start) / 1000;
    const all = [...rest, await until()];
    return { word: first.word, waited, isRepeated: all.every(({ text }) => text === first.text) };
  }

  /** Whether the customer's access token gets their own profile. */
  async #tokenWorks(): Promise<boolean> {
    const token = await this.#bank.ask((process) => process.accessToken(this.id));
    const response = await fetch(`${this.#bank.wise.url}/v2/profiles`, { headers: { Authorization: `Bearer ${token}` } });
    return response.ok && (await response.text()).toLowerCase().includes(`"${this.id}"`);
  }
}

interface Final {
  word: string;
  waited: number;
  isRepeated: boolean;
}

/** Repeats what fails, or whose result is not the right one, until the customer gives up. */
async function persist<Result>(work: () => Promise<Result>, isRight: (result: Result) => boolean = () => true): Promise<Result> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    let result: Result | undefined;
    try {
      result = await work();
      if (isRight(result) || performance.now() > end) return result;
    } catch (error) {
      if (performance.now() > end) throw error;
    }
    await delay(500);
  }
}
