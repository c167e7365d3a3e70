import { createPrivateKey, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { AUTHORIZE_URLS } from './authorize.js';
import { HOOK_KINDS } from './hooks.js';
import { DEFAULT_LIMITS } from './limits.js';
import { isPem } from './pem.js';
import type { WiseLinkOptions } from './wise-link-options.js';

// A message says what to write, and never has the given value: it could be a secret in the wrong place.
const text = (name: string, what: string): z.ZodString => z.string(`${name} must be ${what}.`).min(1, `${name} must be ${what}.`);
const where = (name: string, what: string, isRight: (text: string) => boolean): z.ZodType => text(name, what).refine(isRight, `${name} must be ${what}.`);
const callable = (name: string): z.ZodType => z.custom((value) => typeof value === 'function', `${name} must be a function.`);

/** Whether a host is the machine itself (RFC 8252 section 7.3, RFC 6761 section 6.3). */
const isLoopback = (host: string): boolean => /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(host);

function isSafe(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  const safe = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  // A fragment is no part of a request, and RFC 6749 section 3.1.2 forbids it in a redirect URI.
  return safe && username === '' && password === '' && !value.includes('#');
}

const isOrigin = (value: string): boolean => isSafe(value) && new URL(value).origin === value;

const key = (name: string): z.ZodType =>
  z.object(
    {
      id: z.string(`${name}.id must be a text.`).regex(/^[\w-]{1,32}$/, `${name}.id must be 1 to 32 characters of A-Z a-z 0-9 _ -.`),
      secret: where(`${name}.secret`, '32 random bytes in base64, for example from `openssl rand -base64 32`', (secret) => Buffer.from(secret, 'base64').length === 32),
    },
    `${name} must be { id, secret }.`,
  );

const pem = z.union([z.string(), z.instanceof(Uint8Array)], 'wise.tls.cert, wise.tls.key and wise.tls.ca must be PEM texts.').optional();

const wise = z
  .strictObject(
    {
      environment: z.enum(['sandbox', 'production'], 'wise.environment must be "sandbox" or "production".'),
      clientId: text('wise.clientId', 'the client id of Wise'),
      clientSecret: text('wise.clientSecret', 'the client secret of Wise'),
      apiUrl: where('wise.apiUrl', 'the https: origin of Wise’s API, without a path', isOrigin).optional(),
      authorizeUrl: z.string('wise.authorizeUrl must be a text.').optional(),
      apiVersion: z.string().regex(/^[\w-]{1,20}$/, 'wise.apiVersion must be a version of Wise’s API, such as 2026Q3.').optional(),
      tls: z.strictObject({ cert: pem, key: pem, ca: pem }).optional(),
      proxy: where('wise.proxy', 'the http: or https: URL of a proxy', (url) => /^https?:\/\//.test(url) && URL.canParse(url)).optional(),
      fetch: callable('wise.fetch').optional(),
      timeoutMs: z.number().positive('wise.timeoutMs must be more than 0.').optional(),
    },
    'wise must be { environment, clientId, clientSecret }.',
  )
  .superRefine(({ environment, authorizeUrl, tls, proxy, fetch }, context) => {
    const say = (message: string): void => context.addIssue({ code: 'custom', message });
    const url = authorizeUrl ?? AUTHORIZE_URLS[environment];
    // The host of the other environment would be a mix-up (RFC 9700 section 4.4).
    const isWise = isSafe(url) && (new URL(url).origin === new URL(AUTHORIZE_URLS[environment]).origin || isLoopback(new URL(url).hostname));
    if (!isWise) say(`wise.authorizeUrl must be on the host of ${AUTHORIZE_URLS[environment]}, or on loopback.`);
    if (fetch !== undefined && (tls !== undefined || proxy !== undefined)) say('wise.fetch cannot be used together with wise.tls or wise.proxy.');
    const problem = tls === undefined ? null : certificateProblem(tls);
    if (problem !== null) say(problem);
  });

/** Wise closes the connection without a word if a certificate is wrong, so this is checked at the start. */
function certificateProblem({ cert, key: privateKey, ca }: { [name in 'cert' | 'key' | 'ca']?: string | Uint8Array | undefined }): string | null {
  if (ca !== undefined && !isPem(Buffer.from(ca).toString())) return 'wise.tls.ca must have certificates in PEM, and each must be readable.';
  if (cert === undefined && privateKey === undefined) return null;
  if (cert === undefined || privateKey === undefined) return 'wise.tls needs both cert and key.';
  try {
    const certificate = new X509Certificate(cert);
    if (!certificate.checkPrivateKey(createPrivateKey(Buffer.from(privateKey)))) return 'wise.tls.key does not belong to wise.tls.cert.';
    return new Date(certificate.validTo) > new Date() ? null : 'wise.tls.cert has expired.';
  } catch {
    return 'wise.tls.cert or wise.tls.key cannot be read: both must be PEM.';
  }
}

const isDatabase = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['query', 'exec', 'transaction', 'close'].every((name) => typeof Reflect.get(value, name) === 'function');

const database = z
  .custom((value) => !(value instanceof Promise), 'database is a promise: write await before postgres(…) or pglite(…).')
  .refine((value) => value instanceof Promise || isDatabase(value), 'database must come from wise-link/server/postgres or wise-link/server/pglite.');

const keys = z
  .array(z.unknown(), 'keys must be a list of { id, secret }, the current key first.')
  .min(1, 'keys needs at least one key.')
  .superRefine((list, context) => {
    const say = (message: string): void => context.addIssue({ code: 'custom', message });
    list.forEach((one, at) => key(`keys[${at}]`).safeParse(one).error?.issues.forEach(({ message }) => say(message)));
    const ids = list.map((one) => (one as { id?: unknown } | null)?.id);
    if (new Set(ids).size < ids.length) say('Two keys have the same id.');
  });

const numbers = Object.fromEntries(
  Object.keys(DEFAULT_LIMITS).map((name) => [name, z.custom((value) => typeof value === 'number' && value >= 0, `limits.${name} must be a number, and not negative.`).optional()]),
);

const hooks = Object.fromEntries(HOOK_KINDS.map((name) => [name, callable(`hooks.${name}`).optional()]));

const schema = z.strictObject({
  origin: where('origin', 'scheme, host and port only, such as https://bank.example', isOrigin),
  basePath: where('basePath', 'a path without a slash at its end, such as /api/wise', (path) => /^(\/(?!\.+(\/|$))[\w.~-]+)+$/.test(path)).optional(),
  wise,
  redirectUris: z
    .array(where('Each of redirectUris', 'an https: URL without a fragment, as it is registered with Wise', isSafe), 'redirectUris must be a list of URLs.')
    .min(1, 'redirectUris needs at least one redirect URI.'),
  database,
  migrate: z.boolean('migrate must be true or false.').optional(),
  keys,
  fingerprintKey: key('fingerprintKey').optional(),
  sealer: z.looseObject({ seal: callable('sealer.seal'), open: callable('sealer.open') }, 'sealer must be { seal, open }.').optional(),
  session: callable('session'),
  isSessionLive: callable('isSessionLive').optional(),
  samePerson: callable('samePerson').optional(),
  sameCompany: callable('sameCompany').optional(),
  requireStart: z.boolean('requireStart must be true or false.').optional(),
  maintenance: z.boolean('maintenance must be true or false.').optional(),
  hooks: z.strictObject(hooks).optional(),
  limits: z.strictObject(numbers).optional(),
  log: callable('log').optional(),
});

/** Checks all options. Throws `TypeError` with one sentence for each mistake. No sentence has a given value. */
export function checkOptions(options: WiseLinkOptions): void {
  const { error } = schema.safeParse(options);
  if (error === undefined) return;
  const mistakes = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((name) => `${[...issue.path, name].join('.')} is not an option.`) : [issue.message],
  );
  throw new TypeError(`createWiseLink cannot start:\n${[...new Set(mistakes)].map((mistake) => `- ${mistake}`).join('\n')}`);
}
