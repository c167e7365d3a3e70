import type { Answer } from './answer.js';
import { Browser } from './browser.js';
import { HttpClient } from './http-client.js';
import { openSession } from './open-session.js';
import type { Options } from './options.js';
import type { Session } from './session.js';
import type { SessionSource } from './session-source.js';
import { SetupError } from './setup-error.js';
import { Simulator } from './simulator.js';

/** The context of the cases. */
export interface Kit {
  options: Options;
  /** Sends requests to the bank without a session. */
  http: HttpClient;
  wise: Simulator;
  /** The customer, and another one if there is a session for them. */
  customer: Person;
  other: Person | undefined;
  /** The sessions of the customers. No report may have one. */
  sessions: readonly Session[];
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
  /** The responses to this customer so far. */
  answers: Answer[];
}

/** Opens the browsers of the customers. */
export async function openKit(options: Options, outlast: Kit['outlast']): Promise<Kit> {
  const { origin, headers, wise, clientId, atWise, otherAtWise, tls } = options;
  const http = new HttpClient(tls);
  const answers: Answer[] = [];
  const sessions: Session[] = [];
  const person = async (source: SessionSource, option: string, at: string): Promise<Person> => {
    const session = await openSession(source, option, origin, http);
    sessions.push(session);
    const own: Answer[] = [];
    const onAnswer = (answer: Answer): void => {
      own.push(answer);
      answers.push(answer);
    };
    return { browser: new Browser({ http, origin, headers, onAnswer }, session), atWise: at, answers: own };
  };
  const customer = await person(options.session, '--session-command', atWise);
  const other = options.otherSession && (await person(options.otherSession, '--other-session-command', otherAtWise));
  const [first, second] = sessions.map(({ header }) => header.join(': '));
  if (first === second) throw new SetupError('Both customers have the same session.');
  return { options, http, wise: new Simulator(wise, clientId), customer, other, sessions, answers, codes: new Set(), outlast };
}
