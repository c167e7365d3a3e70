/** Turns the settings into what the service starts with. */
import type { EncryptionKey } from '../server/vault.js';
import type { Log } from '../server/log.js';
import type { WiseOptions } from '../server/wise-options.js';
import type { WiseLinkOptions } from '../server/wise-link-options.js';
import { checkOptions } from '../server/read-options.js';
import type { Values } from './environment.js';
import { readDatabase } from './database-settings.js';
import type { DatabaseSettings } from './database-settings.js';
import { readFindSession } from './find-session.js';
import { Mistakes } from './mistakes.js';
import { privateUrl, wrongUrl } from './private-url.js';
import { ALL_SETTINGS } from './settings.js';
import { webhooks } from './webhooks.js';

/** An address to listen on. */
export interface Address {
  host: string;
  port: number;
}

/** What the service starts with. */
export interface Configuration {
  options: Omit<WiseLinkOptions, 'database' | 'log'>;
  database: DatabaseSettings;
  endpoints: Address;
  internal: Address;
  /** The bearer tokens of the internal API: the new one and, during a change, the one before. */
  secrets: readonly string[];
}

/** Reads the configuration. Throws `Mistakes` with one sentence for each wrong setting. */
export function readConfiguration(values: Values, log: Log = () => {}): Configuration {
  const mistakes: string[] = [];
  const say = (sentence: string): void => void mistakes.push(sentence);
  const configuration: Configuration = {
    options: {
      origin: values.WISE_LINK_ORIGIN ?? '',
      basePath: values.WISE_LINK_BASE_PATH ?? '',
      redirectUris: words(values.WISE_LINK_REDIRECT_URIS),
      wise: wiseOptions(values),
      migrate: readFlag(values.WISE_LINK_MIGRATE, say),
      keys: words(values.WISE_LINK_KEYS).map(readKey),
      ...(values.WISE_LINK_FINGERPRINT_KEY && { fingerprintKey: readKey(values.WISE_LINK_FINGERPRINT_KEY) }),
      session: readFindSession(values, say, (hint) => log({ level: 'warn', event: 'misconfigured', correlationId: '', hint })),
      hooks: readHooks(values, say),
    },
    database: readDatabase(values, say),
    endpoints: { host: values.HOST ?? '', port: readPort('PORT', values.PORT, say) },
    internal: { host: values.WISE_LINK_INTERNAL_HOST ?? '', port: readPort('WISE_LINK_INTERNAL_PORT', values.WISE_LINK_INTERNAL_PORT, say) },
    secrets: words(values.WISE_LINK_INTERNAL_SECRET),
  };
  // The characters of a bearer token (RFC 6750 section 2.1).
  if (!isBearerTokens(configuration.secrets)) say('WISE_LINK_INTERNAL_SECRET must be one or two texts of 32 or more characters of A-Z a-z 0-9 - . _ ~ + /, for example from `openssl rand -base64 32`.');
  const all = [...mistakes, ...optionMistakes(configuration.options)];
  if (all.length > 0) throw new Mistakes(all);
  return configuration;
}

const isBearerTokens = (secrets: readonly string[]): boolean => secrets.length > 0 && secrets.length < 3 && secrets.every((secret) => /^[\w.~+/-]{32,}=*$/.test(secret));

const words = (text = ''): string[] => text.split(/\s+/).filter(Boolean);

function readKey(text: string): EncryptionKey {
  const [id = '', secret = ''] = text.split(/:(.*)/s);
  return { id, secret };
}

function wiseOptions(values: Values): WiseOptions {
  const { WISE_LINK_API_URL: apiUrl, WISE_LINK_AUTHORIZE_URL: authorizeUrl, WISE_LINK_API_VERSION: apiVersion, WISE_LINK_PROXY: proxy } = values;
  const { WISE_LINK_TLS_CERT_FILE: cert, WISE_LINK_TLS_KEY_FILE: key, WISE_LINK_TLS_CA_FILE: ca } = values;
  return {
    // `checkOptions` refuses any other text.
    environment: values.WISE_LINK_ENVIRONMENT as WiseOptions['environment'],
    clientId: values.WISE_LINK_CLIENT_ID ?? '',
    clientSecret: values.WISE_LINK_CLIENT_SECRET ?? '',
    ...(apiUrl && { apiUrl }),
    ...(authorizeUrl && { authorizeUrl }),
    ...(apiVersion && { apiVersion }),
    ...(proxy && { proxy }),
    ...((cert || key || ca) && { tls: { ...(cert && { cert }), ...(key && { key }), ...(ca && { ca }) } }),
  };
}

function readHooks({ WISE_LINK_WEBHOOK_URL: url, WISE_LINK_WEBHOOK_SECRET: secret }: Values, say: (sentence: string) => void): NonNullable<WiseLinkOptions['hooks']> {
  if (!url && !secret) return {};
  if (!url || !secret) {
    say('WISE_LINK_WEBHOOK_URL and WISE_LINK_WEBHOOK_SECRET belong together: set both, or neither.');
    return {};
  }
  const target = privateUrl(url);
  if (!target) say(wrongUrl('WISE_LINK_WEBHOOK_URL'));
  const bytes = /^whsec_([A-Za-z\d+/]+={0,2})$/.exec(secret)?.[1];
  const size = bytes ? Buffer.from(bytes, 'base64').length : 0;
  if (size < 24 || size > 64) say('WISE_LINK_WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64, for example whsec_ and the output of `openssl rand -base64 32`.');
  return target && size >= 24 ? webhooks(target, secret) : {};
}

function readFlag(value: string | undefined, say: (sentence: string) => void): boolean {
  if (value !== 'true' && value !== 'false') say('WISE_LINK_MIGRATE must be true or false.');
  return value !== 'false';
}

function readPort(name: string, value: string | undefined, say: (sentence: string) => void): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value ?? '') || port > 65_535) say(`${name} must be a port, from 0 to 65535.`);
  return port;
}

/** What `createWiseLink` would say, in the names of the settings. */
function optionMistakes(options: Configuration['options']): string[] {
  const none = { query: () => {}, exec: () => {}, transaction: () => {}, close: () => {} };
  try {
    checkOptions({ ...options, database: none as never });
    return [];
  } catch (error) {
    const lines = error instanceof TypeError ? error.message.split('\n').slice(1) : [];
    return lines.map((line) => inSettings(line.slice(2)));
  }
}

function inSettings(sentence: string): string {
  if (sentence === 'wise.tls needs both cert and key.') return 'WISE_LINK_TLS_CERT_FILE and WISE_LINK_TLS_KEY_FILE belong together: set both, or neither.';
  // The longest name first: `wise.tls.cert` before `wise`.
  const named = ALL_SETTINGS.flatMap(({ name, option }) => (option ? [{ name, option }] : [])).toSorted((one, other) => other.option.length - one.option.length);
  return named.reduce((text, { name, option }) => text.replaceAll(pattern(option), name), sentence);
}

/** An option of one word is a name only where a sentence begins. */
const pattern = (option: string): RegExp => new RegExp(`${option.includes('.') ? '' : '(?<=^|^Each of )'}\\b${option.replaceAll('.', '\\.')}\\b`, 'g');
