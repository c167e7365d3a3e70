import type { Answer } from './answer.js';
import { Browser } from './browser.js';
import { logIn } from './log-in.js';
import type { Options } from './options.js';
import { SetupError } from './setup-error.js';
import { Simulator } from './simulator.js';

/** The context of the cases. */
export interface Kit {
  options: Options;
  wise: Simulator;
  /** The customer, and another one if there is a session for them. */
  customer: Person;
  other: Person | undefined;
  /** All responses of the backend so far. */
  answers: Answer[];
  /** Every code that was sent. None of them may appear in a response. */
  codes: Set<string>;
  /** Waits until something has expired at the backend. */
  outlast: (seconds: number) => Promise<void>;
}

/** A customer: the browser at the bank, and the email address at Wise. */
export interface Person {
  browser: Browser;
  atWise: string;
}

/** Opens the browsers of the customers. */
export async function openKit(options: Options, outlast: Kit['outlast']): Promise<Kit> {
  const { origin, headers, wise, clientId, atWise, otherAtWise } = options;
  const answers: Answer[] = [];
  const person = (cookie: string, at: string): Person => ({
    browser: new Browser(origin, cookie, headers, (answer) => answers.push(answer)),
    atWise: at,
  });
  const cookie = await session(options, options.cookie, options.loginBody);
  const otherCookie = await session(options, options.otherCookie, options.otherLoginBody);
  if (cookie === undefined) throw new SetupError('Give --cookie, or --login and --login-body: nothing works without a session.');
  return {
    options,
    wise: new Simulator(wise, clientId),
    customer: person(cookie, atWise),
    other: otherCookie === undefined ? undefined : person(otherCookie, otherAtWise),
    answers,
    codes: new Set(),
    outlast,
  };
}

async function session({ login, origin }: Options, cookie: string | undefined, body: string | undefined): Promise<string | undefined> {
  if (cookie !== undefined || login === undefined || body === undefined) return cookie;
  return logIn(login, body, origin);
}
