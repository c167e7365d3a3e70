import type { Secrets } from './secrets.js';
import { sessionHeader } from './session-header.js';
import type { SessionHeader } from './session-header.js';
import { SetupError } from './setup-error.js';

/** Where the session of a customer comes from: it is given, from the log-in of the bank, or from a command. */
export type SessionSource = { header: SessionHeader } | { logIn: URL; body: string } | { command: string };

/** What the command line and the environment say about a customer's session. */
interface Given {
  prefix: '' | 'OTHER_';
  secrets: Secrets;
  logIn: URL | undefined;
  command: string | undefined;
}

/** The source of a customer's session; undefined if there is none. Throws `SetupError` if there are several, or if it cannot work. */
export function readSource({ prefix, secrets, logIn, command }: Given): SessionSource | undefined {
  const { [`${prefix}COOKIE` as const]: cookie, [`${prefix}TOKEN` as const]: token, [`${prefix}LOGIN` as const]: body } = secrets;
  const name = (kind: string): string => `WISE_CONTRACT_${prefix}${kind}`;
  const option = prefix === '' ? '--session-command' : '--other-session-command';
  const given: [name: string, open: () => SessionSource][] = [];
  if (cookie !== undefined) given.push([name('COOKIE'), () => ({ header: sessionHeader('Cookie', cookie, name('COOKIE')) })]);
  if (token !== undefined) given.push([name('TOKEN'), () => ({ header: sessionHeader('Authorization', `Bearer ${token}`, name('TOKEN')) })]);
  if (body !== undefined) given.push([name('LOGIN'), () => ({ logIn: mustLogIn(logIn, name('LOGIN')), body: mustBeJson(body, name('LOGIN')) })]);
  if (command !== undefined) given.push([option, () => ({ command })]);
  const [first, second] = given;
  if (first && second) throw new SetupError(`${first[0]} and ${second[0]} are both set: remove one.`);
  return first?.[1]();
}

function mustLogIn(logIn: URL | undefined, name: string): URL {
  if (logIn === undefined) throw new SetupError(`${name} needs --login, the URL of your log-in.`);
  return logIn;
}

function mustBeJson(text: string, name: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new SetupError(`${name} must be JSON, the body of a request to --login.`);
  }
}
