import { describe, expect, it } from 'vitest';
import { createPartner, openMemoryDatabase } from '../../src/server/index.js';
import { migrate } from '../../src/server/migrate.js';
import { allowForSlowDatabase, ENCRYPTION_KEY, ORIGIN, REDIRECT_URI } from './bank.js';

allowForSlowDatabase();

const WISE = { apiUrl: 'http://127.0.0.1:4200', clientId: 'bank', clientSecret: 'banksecret' };

describe('createPartner', () => {
  it('requires only origin, wise and redirectUris', async () => {
    const partner = await createPartner({ origin: ORIGIN, wise: WISE, redirectUris: [REDIRECT_URI] });
    const response = await partner.fetch(new Request(`${ORIGIN}/api/session`));
    expect(await response.json()).toEqual({ customer: null });
    await partner.close();
  });

  it.each(['https://bank.example/', 'https://bank.example/app'])('refuses %s as an origin', async (origin) => {
    await expect(createPartner({ origin, wise: WISE, redirectUris: [REDIRECT_URI] })).rejects.toThrow('origin');
  });

  it('refuses an empty list of redirect URIs', async () => {
    await expect(createPartner({ origin: ORIGIN, wise: WISE, redirectUris: [] })).rejects.toThrow('redirect URI');
  });

  it('requires a key with a database, does not close that database, and migrates it once', async () => {
    const database = await openMemoryDatabase();
    const keyless = { origin: ORIGIN, wise: WISE, redirectUris: [REDIRECT_URI], database };
    await expect(createPartner(keyless)).rejects.toThrow('encryptionKey');
    const options = { ...keyless, encryptionKey: ENCRYPTION_KEY };
    await (await createPartner(options)).close();
    await (await createPartner(options)).close();
    await Promise.all([migrate(database), migrate(database)]);
    const applied = await database.query('select name from schema_migration');
    expect(applied.rows).toEqual(['001-first-schema.sql', '002-start-and-refresh.sql', '003-registration-code.sql', '004-used-attempt.sql'].map((name) => ({ name })));
    await database.close();
  });
});
