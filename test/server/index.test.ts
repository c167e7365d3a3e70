import { describe, expect, it } from 'vitest';
import { createWiseLink } from '../../src/server/index.js';
import type { WiseLinkOptions } from '../../src/server/index.js';
import { assertMigrated, migrate } from '../../src/server/migrate.js';
import { pglite } from '../../src/server/pglite.js';
import { MIGRATIONS } from './migrations.js';
import { allowForSlowDatabase, ENCRYPTION_KEY, ORIGIN, REDIRECT_URI } from './bank.js';

allowForSlowDatabase();

const WISE = { environment: 'sandbox', clientId: 'bank', clientSecret: 'secret-canary' } as const;
const OPTIONS = { origin: ORIGIN, wise: WISE, redirectUris: [REDIRECT_URI], keys: [ENCRYPTION_KEY], session: () => null };
const NEVER = { query: async () => ({ rows: [] }), exec: async () => {}, transaction: async () => Promise.reject(new Error('used')), close: async () => {} };

/** The message with which `createWiseLink` refuses these options. */
async function refusal(changes: object): Promise<string> {
  const options = { ...OPTIONS, database: NEVER, ...changes } as unknown as WiseLinkOptions;
  return createWiseLink(options).then(
    () => 'started',
    (error: unknown) => String(error),
  );
}

describe('createWiseLink', () => {
  it('requires origin, wise, redirectUris, database, keys and session, and names each one that is missing', async () => {
    const everything = { origin: undefined, wise: undefined, redirectUris: undefined, database: undefined, keys: undefined, session: undefined };
    expect(await refusal(everything)).toBe(`TypeError: createWiseLink cannot start:
- origin must be scheme, host and port only, such as https://bank.example.
- wise must be { environment, clientId, clientSecret }.
- redirectUris must be a list of URLs.
- database must come from wise-link/server/postgres or wise-link/server/pglite.
- keys must be a list of { id, secret }, the current key first.
- session must be a function.`);
  });

  it.each<[string, object, string]>([
    ['an origin with a slash', { origin: 'https://bank.example/' }, 'origin must be scheme'],
    ['an origin with a path', { origin: 'https://bank.example/app' }, 'origin must be scheme'],
    ['an origin over plain http', { origin: 'http://bank.example' }, 'origin must be scheme'],
    ['a base path with a slash at its end', { basePath: '/api/wise/' }, 'basePath must be a path without a slash at its end'],
    ['no redirect URI', { redirectUris: [] }, 'redirectUris needs at least one redirect URI.'],
    ['a redirect URI with a fragment', { redirectUris: [`${REDIRECT_URI}#top`] }, 'Each of redirectUris must be an https: URL without a fragment'],
    ['an unknown environment', { wise: { ...WISE, environment: 'live' } }, 'wise.environment must be "sandbox" or "production".'],
    ['an API over plain http', { wise: { ...WISE, apiUrl: 'http://api.wise.com' } }, 'wise.apiUrl must be the https: origin'],
    ['an API with a path', { wise: { ...WISE, apiUrl: 'https://api.wise.com/v1' } }, 'wise.apiUrl must be the https: origin'],
    ['an authorize URL of the other environment', { wise: { ...WISE, authorizeUrl: 'https://wise.com/oauth/authorize/' } }, 'wise.authorizeUrl must be on the host of https://wise-sandbox.com'],
    ['an authorize URL with credentials', { wise: { ...WISE, environment: 'production', authorizeUrl: 'https://a:b@wise.com/oauth/authorize/' } }, 'wise.authorizeUrl must be on the host'],
    ['an authorize URL with a port', { wise: { ...WISE, environment: 'production', authorizeUrl: 'https://wise.com:8443/oauth/authorize/' } }, 'wise.authorizeUrl must be on the host'],
    ['an authorize URL with a fragment', { wise: { ...WISE, environment: 'production', authorizeUrl: 'https://wise.com/oauth/authorize/#a' } }, 'wise.authorizeUrl must be on the host'],
    ['an API version with a slash', { wise: { ...WISE, apiVersion: '2026Q3/' } }, 'wise.apiVersion must be a version'],
    ['a certificate without a key', { wise: { ...WISE, tls: { cert: 'secret-canary' } } }, 'wise.tls needs both cert and key.'],
    ['a certificate that is no PEM', { wise: { ...WISE, tls: { cert: 'secret-canary', key: 'secret-canary' } } }, 'wise.tls.cert or wise.tls.key cannot be read'],
    ['an authority that is no PEM', { wise: { ...WISE, tls: { ca: 'secret-canary' } } }, 'wise.tls.ca must have certificates in PEM, and each must be readable.'],
    ['fetch with a proxy', { wise: { ...WISE, fetch, proxy: 'http://localhost:3128' } }, 'wise.fetch cannot be used together with wise.tls or wise.proxy.'],
    ['a database that is a promise', { database: Promise.resolve(NEVER) }, 'database is a promise: write await before postgres(…) or pglite(…).'],
    ['no key', { keys: [] }, 'keys needs at least one key.'],
    ['a short key', { keys: [{ id: '1', secret: 'c2hvcnQ=' }] }, 'keys[0].secret must be 32 random bytes in base64'],
    ['a key id with a dot', { keys: [{ ...ENCRYPTION_KEY, id: 'a.b' }] }, 'keys[0].id must be 1 to 32 characters'],
    ['two keys with one id', { keys: [ENCRYPTION_KEY, ENCRYPTION_KEY] }, 'Two keys have the same id.'],
    ['a limit that is a text', { limits: { emailsPerDay: '5' } }, 'limits.emailsPerDay must be a number, and not negative.'],
    ['an unknown limit', { limits: { emailsPerYear: 5 } }, 'limits.emailsPerYear is not an option.'],
    ['an unknown option', { encryptionKey: ENCRYPTION_KEY }, 'encryptionKey is not an option.'],
    ['an unknown hook', { hooks: { unlinked: () => {} } }, 'hooks.unlinked is not an option.'],
  ])('refuses %s', async (_, changes, sentence) => {
    const message = await refusal(changes);
    expect(message).toContain(`\n- ${sentence}`);
    expect(message.split('\n- ')).toHaveLength(2);
    expect(message).not.toContain('secret-canary');
  });

  it('does not close the database, and migrates it once', async () => {
    const database = await pglite();
    await (await createWiseLink({ ...OPTIONS, database })).close();
    await (await createWiseLink({ ...OPTIONS, database })).close();
    await Promise.all([migrate(database), migrate(database)]);
    const applied = await database.query('select name from schema_migration');
    expect(applied.rows).toEqual(MIGRATIONS.map((name) => ({ name })));
    await database.close();
  });

  it('with migrate: false changes no table, and refuses a schema that is not migrated', async () => {
    const database = await pglite();
    await expect(createWiseLink({ ...OPTIONS, database, migrate: false })).rejects.toThrow('npx wise-link-migrate');
    expect((await database.query(`select 1 from pg_tables where schemaname = 'public'`)).rows).toEqual([]);
    await migrate(database);
    await database.query('delete from schema_migration where name = $1', [MIGRATIONS.at(-1)]);
    await expect(assertMigrated(database)).rejects.toThrow('npx wise-link-migrate');
    await database.query('insert into schema_migration (name) values ($1)', [MIGRATIONS.at(-1)]);
    await (await createWiseLink({ ...OPTIONS, database, migrate: false })).close();
    await database.close();
  });

  it.each([true, false])('refuses a schema of a newer version, with migrate: %s', async (isMigrating) => {
    const database = await pglite();
    await migrate(database);
    await database.query(`insert into schema_migration (name) values ('999-of-the-future.sql')`);
    await expect(createWiseLink({ ...OPTIONS, database, migrate: isMigrating })).rejects.toThrow('newer version of wise-link (999-of-the-future.sql)');
    await database.close();
  });
});
