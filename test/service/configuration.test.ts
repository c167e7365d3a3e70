import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/service/configuration.js';
import { readEnvironment } from '../../src/service/environment.js';
import { Mistakes } from '../../src/service/mistakes.js';
import { CA } from '../server/certificates.js';
import { ALL_SETTINGS } from '../../src/service/settings.js';

const folder = mkdtempSync(join(tmpdir(), 'wise-link-service-'));
afterAll(() => rmSync(folder, { recursive: true }));

const SECRET = Buffer.alloc(32, 7).toString('base64');
/** The settings that must be there. */
const LEAST = {
  WISE_LINK_ORIGIN: 'https://bank.example',
  WISE_LINK_REDIRECT_URIS: 'https://bank.example/wise-callback.html',
  WISE_LINK_SESSION_URL: 'http://bank:3000/session',
  WISE_LINK_ENVIRONMENT: 'sandbox',
  WISE_LINK_CLIENT_ID: 'bank',
  WISE_LINK_CLIENT_SECRET: 'secret-canary',
  DATABASE_URL: 'postgres://bank:secret-canary@localhost/bank',
  WISE_LINK_KEYS: `2027:${SECRET}`,
  WISE_LINK_INTERNAL_SECRET: SECRET,
};

/** The sentences about a configuration; none if it is right. */
function mistakesOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfiguration(readEnvironment(env));
    return [];
  } catch (error) {
    if (error instanceof Mistakes) return error.sentences;
    throw error;
  }
}

function fileOf(text: string): string {
  const path = join(folder, crypto.randomUUID());
  writeFileSync(path, text);
  return path;
}

describe('the configuration', () => {
  it('needs nine settings, and has defaults for the rest', () => {
    const { options, endpoints, internal, database } = readConfiguration(readEnvironment(LEAST));
    expect(options).toMatchObject({ origin: 'https://bank.example', basePath: '/api/wise', migrate: true, keys: [{ id: '2027', secret: SECRET }], hooks: {} });
    expect({ endpoints, internal }).toEqual({ endpoints: { host: '127.0.0.1', port: 8080 }, internal: { host: '127.0.0.1', port: 8081 } });
    expect(database).toEqual({ connectionString: LEAST.DATABASE_URL });
  });

  it.each(Object.keys(LEAST).filter((name) => name !== 'WISE_LINK_SESSION_URL'))('without %s says so', (name) => {
    expect(mistakesOf({ ...LEAST, [name]: '' })).toEqual([`${name} is missing.`]);
  });

  it.each(ALL_SETTINGS.filter(({ isSecret }) => isSecret).map(({ name }) => name))('takes %s from a file, without the line break at its end', (name) => {
    const value = { ...LEAST, WISE_LINK_WEBHOOK_URL: 'https://bank.example/events', WISE_LINK_WEBHOOK_SECRET: `whsec_${SECRET}`, WISE_LINK_FINGERPRINT_KEY: `2026:${SECRET}`, WISE_LINK_PROXY: 'http://proxy:3128' };
    const text = value[name as keyof typeof value];
    expect(readEnvironment({ ...value, [name]: undefined, [`${name}_FILE`]: fileOf(`${text}\n`) })[name]).toBe(text);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a misspelled name', { WISE_LINK_ORIGN: 'x' }, 'WISE_LINK_ORIGN is not a setting. See wise-link-server --help.'],
    ['a secret twice', { WISE_LINK_KEYS_FILE: fileOf('x') }, 'WISE_LINK_KEYS and WISE_LINK_KEYS_FILE are both set: remove one.'],
    ['an origin with a path', { WISE_LINK_ORIGIN: 'https://bank.example/x' }, 'WISE_LINK_ORIGIN must be scheme, host and port only, such as https://bank.example.'],
    ['a redirect URI without https:', { WISE_LINK_REDIRECT_URIS: 'http://bank.example/x' }, 'Each of WISE_LINK_REDIRECT_URIS must be an https: URL without a fragment, as it is registered with Wise.'],
    ['a base path with a slash at its end', { WISE_LINK_BASE_PATH: '/api/' }, 'WISE_LINK_BASE_PATH must be a path without a slash at its end, such as /api/wise.'],
    ['another environment', { WISE_LINK_ENVIRONMENT: 'live' }, 'WISE_LINK_ENVIRONMENT must be "sandbox" or "production".'],
    ['a key that is too short', { WISE_LINK_KEYS: '2027:abc' }, 'WISE_LINK_KEYS[0].secret must be 32 random bytes in base64, for example from `openssl rand -base64 32`.'],
    ['two keys of one id', { WISE_LINK_KEYS: `1:${SECRET} 1:${SECRET}` }, 'Two keys have the same id.'],
    ['a certificate without its key', { WISE_LINK_TLS_CERT_FILE: fileOf('x') }, 'WISE_LINK_TLS_CERT_FILE and WISE_LINK_TLS_KEY_FILE belong together: set both, or neither.'],
    ['a file that is not there', { WISE_LINK_TLS_CA_FILE: join(folder, 'none') }, 'The file of WISE_LINK_TLS_CA_FILE cannot be read: ENOENT.'],
    ['an empty file', { WISE_LINK_TLS_CA_FILE: fileOf('') }, 'The file of WISE_LINK_TLS_CA_FILE is empty.'],
    ['no way to know who is logged in', { WISE_LINK_SESSION_URL: '' }, 'Set either WISE_LINK_SESSION_URL or WISE_LINK_TOKEN_JWKS_URL: the service must learn who is logged in.'],
    ['two ways', { WISE_LINK_TOKEN_JWKS_URL: 'https://bank.example/jwks' }, 'Set either WISE_LINK_SESSION_URL or WISE_LINK_TOKEN_JWKS_URL: the service must learn who is logged in.'],
    ['cookies over plain HTTP', { WISE_LINK_SESSION_URL: 'http://bank.example/session' }, 'WISE_LINK_SESSION_URL must be an https: URL, or http: on loopback or to a host name without a dot, without user and password.'],
    ['a token for any service', { WISE_LINK_SESSION_URL: '', WISE_LINK_TOKEN_JWKS_URL: 'https://bank.example/jwks' }, 'WISE_LINK_TOKEN_JWKS_URL needs WISE_LINK_TOKEN_ISSUER and WISE_LINK_TOKEN_AUDIENCE: a token for another service must not work here.'],
    ['webhooks that are not signed', { WISE_LINK_WEBHOOK_URL: 'https://bank.example/events' }, 'WISE_LINK_WEBHOOK_URL and WISE_LINK_WEBHOOK_SECRET belong together: set both, or neither.'],
    ['a short webhook secret', { WISE_LINK_WEBHOOK_URL: 'https://bank.example/events', WISE_LINK_WEBHOOK_SECRET: 'whsec_YWJj' }, 'WISE_LINK_WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64, for example whsec_ and the output of `openssl rand -base64 32`.'],
    ['a short internal secret', { WISE_LINK_INTERNAL_SECRET: 'secret' }, 'WISE_LINK_INTERNAL_SECRET must be one or two texts of 32 or more characters of A-Z a-z 0-9 - . _ ~ + /, for example from `openssl rand -base64 32`.'],
    ['three internal secrets', { WISE_LINK_INTERNAL_SECRET: `${SECRET} ${SECRET} ${SECRET}` }, 'WISE_LINK_INTERNAL_SECRET must be one or two texts of 32 or more characters of A-Z a-z 0-9 - . _ ~ + /, for example from `openssl rand -base64 32`.'],
    ['a short internal secret beside a long one', { WISE_LINK_INTERNAL_SECRET: `${SECRET} secret` }, 'WISE_LINK_INTERNAL_SECRET must be one or two texts of 32 or more characters of A-Z a-z 0-9 - . _ ~ + /, for example from `openssl rand -base64 32`.'],
    ['a database without a scheme', { DATABASE_URL: 'bank:secret-canary@db.example/x' }, 'DATABASE_URL must begin with postgres://, as in postgres://user:password@host:5432/database.'],
    ['a certificate authority that the URL overrides', { DATABASE_URL: 'postgres://db.example/x?sslmode=disable', DATABASE_CA_FILE: fileOf(CA) }, 'DATABASE_CA_FILE does nothing if DATABASE_URL has sslmode or another ssl parameter: remove one.'],
    ['a certificate authority of the database that is none', { DATABASE_CA_FILE: fileOf('x') }, 'The file of DATABASE_CA_FILE must have certificates in PEM.'],
    ['a certificate authority of Wise that is none', { WISE_LINK_TLS_CA_FILE: fileOf('x') }, 'WISE_LINK_TLS_CA_FILE must have certificates in PEM, and each must be readable.'],
    ['a setting of tokens beside the session URL', { WISE_LINK_TOKEN_COOKIE: 'id' }, 'WISE_LINK_TOKEN_COOKIE is not used together with WISE_LINK_SESSION_URL: remove one.'],
    ['a base path with dots', { WISE_LINK_BASE_PATH: '/..' }, 'WISE_LINK_BASE_PATH must be a path without a slash at its end, such as /api/wise.'],
    ['a port that is none', { PORT: '80a' }, 'PORT must be a port, from 0 to 65535.'],
    ['a port that is too large', { WISE_LINK_INTERNAL_PORT: '70000' }, 'WISE_LINK_INTERNAL_PORT must be a port, from 0 to 65535.'],
    ['neither true nor false', { WISE_LINK_MIGRATE: 'no' }, 'WISE_LINK_MIGRATE must be true or false.'],
  ])('with %s says what to write', (_, change, sentence) => {
    expect(mistakesOf({ ...LEAST, ...change })).toEqual([sentence]);
  });

  it('ignores what Kubernetes sets for a Service named wise-link, or wise-link-internal', () => {
    const ofKubernetes = {
      WISE_LINK_SERVICE_HOST: '10.0.0.1',
      WISE_LINK_SERVICE_PORT: '80',
      WISE_LINK_SERVICE_PORT_HTTP: '80',
      WISE_LINK_PORT: 'tcp://10.0.0.1:80',
      WISE_LINK_PORT_80_TCP: 'tcp://10.0.0.1:80',
      WISE_LINK_PORT_80_TCP_ADDR: '10.0.0.1',
      WISE_LINK_INTERNAL_PORT: 'tcp://10.0.0.1:8081',
    };
    expect(readConfiguration(readEnvironment({ ...LEAST, ...ofKubernetes })).internal.port).toBe(8081);
    expect(mistakesOf({ ...LEAST, WISE_LINK_INTERNEL_PORT: '8082' })).toHaveLength(1);
  });

  it('needs TLS to a database on another machine, unless the URL says that it has none', () => {
    const at = (url: string): readonly string[] => mistakesOf({ ...LEAST, DATABASE_URL: url });
    for (const url of ['postgres://bank@db/bank', 'postgres://bank@127.0.0.1/bank', 'postgres://bank@db.example/bank?sslmode=verify-full', 'postgres://bank@db.example/bank?sslmode=disable', 'postgresql:///bank?host=/run/postgresql', 'postgres://bank@%2Frun%2Fpostgresql/bank', 'postgres://bank@db.example/bank?ssl=true', 'postgres://bank@db.example/bank?sslrootcert=/etc/ca.pem', 'postgres://db.example/bank?host=db']) {
      expect(at(url), url).toEqual([]);
    }
    // node-pg connects to the last host that a parameter names.
    for (const url of ['postgres://bank@db.example/bank', 'postgres://bank@localhost/bank?host=db.example', 'postgres:///bank?host=db&host=db.example', 'postgres://db.example/bank?sslmode=verify-full&sslmode=']) {
      expect(at(url), url).toEqual(['DATABASE_URL is on another machine, without TLS: add ?sslmode=verify-full, or set DATABASE_CA_FILE. ?sslmode=disable says that the network protects it.']);
    }
  });

  it('names all mistakes at once, and no value', () => {
    const sentences = mistakesOf({ ...LEAST, WISE_LINK_ORIGIN: 'origin-canary', WISE_LINK_KEYS: 'key-canary', PORT: 'port-canary' });
    expect(sentences).toHaveLength(3);
    expect(sentences.join('\n')).not.toContain('canary');
  });
});
