import { parseArgs } from 'node:util';
import { SetupError } from './setup-error.js';

const TEXTS = [
  'start-url', 'email-url', 'status-url', 'callback-url', 'wise', 'client-id', 'redirect-uri', 'origin', 'login',
  'session-command', 'other-session-command', 'ca', 'cert', 'key', 'at-wise', 'other-at-wise', 'stranger-at-wise', 'longest-wait',
  'junit', 'json',
] as const;

/** Secrets, which are no arguments, and where each belongs. */
const SECRET_OPTIONS: Readonly<Record<string, string>> = {
  cookie: 'WISE_CONTRACT_COOKIE',
  'other-cookie': 'WISE_CONTRACT_OTHER_COOKIE',
  'login-body': 'WISE_CONTRACT_LOGIN',
  'other-login-body': 'WISE_CONTRACT_OTHER_LOGIN',
};

type Texts = Partial<Record<(typeof TEXTS)[number], string>>;

/** The arguments of the command line. */
export interface Arguments {
  /** The options with a value, by name. */
  texts: Texts;
  headers: string[];
  insecure: boolean;
  help: boolean;
  /** What is no option. */
  positionals: string[];
}

/** Parses the arguments. Throws `SetupError` for an option that is unknown, empty, doubled, or a secret. */
export function parse(args: string[]): Arguments {
  const text = { type: 'string' } as const;
  const known = Object.fromEntries([...TEXTS, ...Object.keys(SECRET_OPTIONS)].map((name) => [name, text]));
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      allowPositionals: true,
      tokens: true,
      options: { ...known, header: { type: 'string', multiple: true }, insecure: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    const given = tokens.flatMap((token) => (token.kind === 'option' && token.name !== 'header' ? [token] : []));
    const secret = given.find(({ name }) => Object.hasOwn(SECRET_OPTIONS, name));
    if (secret) throw new SetupError(`${secret.rawName} is not an option, because lists of processes show arguments: set the environment variable ${SECRET_OPTIONS[secret.name]}.`);
    const doubled = given.find(({ name }, at) => given.findIndex((other) => other.name === name) !== at);
    if (doubled) throw new SetupError(`Give ${doubled.rawName} only once.`);
    const empty = given.find(({ value }) => value === '');
    if (empty) throw new SetupError(`${empty.rawName} is empty.`);
    const { header = [], help = false, insecure = false, ...texts } = values;
    return { texts, headers: header, help, insecure, positionals };
  } catch (cause) {
    throw new SetupError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
