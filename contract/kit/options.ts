import { parse } from './arguments.js';
import { readSecrets } from './secrets.js';
import { readSource } from './session-source.js';
import type { SessionSource } from './session-source.js';
import { SetupError } from './setup-error.js';
import { readTls } from './tls-options.js';
import type { TlsOptions } from './tls-options.js';

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
  tls: TlsOptions;
  /** Where the sessions of the customer and of another customer come from. */
  session: SessionSource;
  otherSession: SessionSource | undefined;
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

/** The request headers that the kit sends itself. */
const OWN_HEADERS = /^(accept|authorization|connection|content-(length|type)|cookie|host|idempotency-key|origin|sec-fetch-site|transfer-encoding|x-correlation-id|x-wise-link)$/i;

/** Parses the command line, and reads the secrets in the environment and all files. Returns 'help' for `--help`. Throws `SetupError`. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options | 'help' {
  const { texts, headers, help, insecure, positionals } = parse(args);
  if (help) return 'help';
  const secrets = readSecrets(env);
  const [exchange, ...more] = positionals;
  if (exchange === undefined || more.length > 0) throw new SetupError('Give the URL of your exchange endpoint, and only that.');
  const exchangeUrl = readUrl(exchange);
  const optional = (text: string | undefined): URL | undefined => (text === undefined ? undefined : readUrl(text, exchangeUrl));
  const origin = texts.origin ?? exchangeUrl.origin;
  if (texts.junit !== undefined && texts.junit === texts.json) throw new SetupError('--junit and --json need different files.');
  const logIn = optional(texts.login);
  if (logIn !== undefined && secrets.LOGIN === undefined && secrets.OTHER_LOGIN === undefined) throw new SetupError('--login needs WISE_CONTRACT_LOGIN, the JSON body of the request.');
  const session = readSource({ prefix: '', secrets, logIn, command: texts['session-command'] });
  if (session === undefined) throw new SetupError('Nothing works without a session: set WISE_CONTRACT_COOKIE, WISE_CONTRACT_TOKEN or WISE_CONTRACT_LOGIN, or give --session-command.');
  const [startUrl, emailUrl, statusUrl, callbackUrl] = (['start', 'email', 'status', 'callback'] as const).map((name) => optional(texts[`${name}-url`]));
  const urls = [exchangeUrl, startUrl, emailUrl, statusUrl, callbackUrl, logIn].filter((url) => url !== undefined);
  return {
    exchangeUrl,
    startUrl,
    emailUrl,
    statusUrl,
    callbackUrl,
    wise: readUrl(texts.wise ?? 'http://127.0.0.1:4200'),
    clientId: texts['client-id'] ?? 'bank',
    redirectUri: texts['redirect-uri'] ?? `${origin}/wise-callback.html`,
    origin,
    headers: Object.fromEntries(headers.map(readHeader)),
    tls: readTls({ ca: texts.ca, cert: texts.cert, key: texts.key, passphrase: secrets.KEY_PASSPHRASE, insecure }, urls),
    session,
    otherSession: readSource({ prefix: 'OTHER_', secrets, logIn, command: texts['other-session-command'] }),
    atWise: texts['at-wise'] ?? 'sarah@example.com',
    otherAtWise: texts['other-at-wise'] ?? 'omar@example.com',
    strangerAtWise: texts['stranger-at-wise'] ?? 'twin@example.com',
    longestWait: readSeconds(texts['longest-wait'] ?? '90'),
    junitFile: texts.junit,
    jsonFile: texts.json,
  };
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
  const [, name, value] = /^([\w-]+):[ \t]*([\x20-\x7E]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new SetupError('--header must be “Name: value”, of visible ASCII characters.');
  if (OWN_HEADERS.test(name)) throw new SetupError(`--header ${name}: the kit sends this header itself. Give a session in the environment, or with --session-command.`);
  return [name, value];
}
