import { parseArgs } from 'node:util';
import { SetupError } from './setup-error.js';

/** The options of the kit. */
export interface Options {
  exchangeUrl: URL;
  startUrl: URL | undefined;
  emailUrl: URL | undefined;
  statusUrl: URL | undefined;
  callbackUrl: URL | undefined;
  /** The Wise simulator. */
  wise: URL;
  clientId: string;
  redirectUri: string;
  /** The bank's own origin, as browsers send it. */
  origin: string;
  /** The partner's own request headers, for example a CSRF token. */
  headers: Readonly<Record<string, string>>;
  /** The session of a customer, or the data to log them in; `other` is another customer. */
  cookie: string | undefined;
  otherCookie: string | undefined;
  login: URL | undefined;
  loginBody: string | undefined;
  otherLoginBody: string | undefined;
  /** The email addresses with which they log in at the simulator. */
  atWise: string;
  otherAtWise: string;
  strangerAtWise: string;
  /** How long a case may wait for something to expire, in seconds. Default: 90. */
  longestWait: number;
  /** The files of the reports. */
  junitFile: string | undefined;
  jsonFile: string | undefined;
}

const TEXTS = [
  'start-url', 'email-url', 'status-url', 'callback-url', 'wise', 'client-id', 'redirect-uri', 'origin', 'cookie',
  'other-cookie', 'login', 'login-body', 'other-login-body', 'at-wise', 'other-at-wise', 'stranger-at-wise', 'longest-wait',
  'junit', 'json',
] as const;

type Texts = Partial<Record<(typeof TEXTS)[number], string>>;

/** Parses the command line. Returns 'help' for `--help`. Throws `SetupError`. */
export function readOptions(args: string[]): Options | 'help' {
  const { texts, headers, help, positionals } = parse(args);
  if (help) return 'help';
  const [exchange, ...more] = positionals;
  if (exchange === undefined || more.length > 0) throw new SetupError('Give the URL of your exchange endpoint, and only that.');
  const exchangeUrl = readUrl(exchange);
  const optional = (text: string | undefined): URL | undefined => (text === undefined ? undefined : readUrl(text, exchangeUrl));
  const origin = texts.origin ?? exchangeUrl.origin;
  if (texts.junit !== undefined && texts.junit === texts.json) throw new SetupError('--junit and --json need different files.');
  return {
    exchangeUrl,
    startUrl: optional(texts['start-url']),
    emailUrl: optional(texts['email-url']),
    statusUrl: optional(texts['status-url']),
    callbackUrl: optional(texts['callback-url']),
    wise: readUrl(texts.wise ?? 'http://127.0.0.1:4200'),
    clientId: texts['client-id'] ?? 'bank',
    redirectUri: texts['redirect-uri'] ?? `${origin}/wise-callback.html`,
    origin,
    headers: Object.fromEntries(headers.map(readHeader)),
    cookie: texts.cookie,
    otherCookie: texts['other-cookie'],
    login: optional(texts.login),
    loginBody: texts['login-body'],
    otherLoginBody: texts['other-login-body'],
    atWise: texts['at-wise'] ?? 'sarah@example.com',
    otherAtWise: texts['other-at-wise'] ?? 'omar@example.com',
    strangerAtWise: texts['stranger-at-wise'] ?? 'twin@example.com',
    longestWait: readSeconds(texts['longest-wait'] ?? '90'),
    junitFile: texts.junit,
    jsonFile: texts.json,
  };
}

/** The options that are given. Throws `SetupError` for an unknown, empty or doubled one. */
function parse(args: string[]): { texts: Texts; headers: string[]; help: boolean; positionals: string[] } {
  const text = { type: 'string' } as const;
  const known = Object.fromEntries(TEXTS.map((name) => [name, text]));
  try {
    const { values, positionals, tokens } = parseArgs({
      args,
      allowPositionals: true,
      tokens: true,
      options: { ...known, header: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } },
    });
    const given = tokens.flatMap((token) => (token.kind === 'option' && token.name !== 'header' ? [token] : []));
    const doubled = given.find(({ name }, at) => given.findIndex((other) => other.name === name) !== at);
    if (doubled) throw new SetupError(`Give ${doubled.rawName} only once.`);
    const empty = given.find(({ value }) => value === '');
    if (empty) throw new SetupError(`${empty.rawName} is empty.`);
    const { header = [], help = false, ...texts } = values;
    return { texts, headers: header, help, positionals };
  } catch (cause) {
    throw new SetupError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new SetupError(`“${text}” is not a URL.`);
  const url = new URL(text, base);
  if (!/^https?:$/.test(url.protocol)) throw new SetupError(`“${text}” is not a URL with http: or https:.`);
  if (url.username || url.password) throw new SetupError(`A URL must have no user and no password: ${url.host}.`);
  return url;
}

function readSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new SetupError(`--longest-wait must be a number of seconds, not “${text}”.`);
  return Number(text);
}

function readHeader(text: string): [string, string] {
  const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new SetupError(`--header must be “Name: value”, not “${text}”.`);
  return [name, value];
}
