import { expect, it } from 'vitest';
import { openStorage } from '../../demo/bank/storage.js';
import { allowForSlowDatabase, ENCRYPTION_KEY } from '../server/bank.js';
import { usePostgres } from '../server/postgres.js';

allowForSlowDatabase();
const postgres = usePostgres();

it('without DATABASE_URL the data is in memory, sealed with a new key', async () => {
  const [one, other] = [await openStorage({ DATABASE_URL: '', ENCRYPTION_KEY: 'x' }), await openStorage({})];
  expect((await one.database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(one.keys[0]?.secret).not.toBe(other.keys[0]?.secret);
  await Promise.all([one, other].map(({ database }) => database.close()));
});

it.each([undefined, ''])('with DATABASE_URL and the key %j throws with the missing variable', async (key) => {
  const env = { DATABASE_URL: 'postgres://localhost/bank', ENCRYPTION_KEY: key };
  await expect(openStorage(env)).rejects.toThrow('DATABASE_URL needs ENCRYPTION_KEY: 32 random bytes in base64');
});

it('with both opens the database', async () => {
  const env = { DATABASE_URL: await postgres.newDatabase(), ENCRYPTION_KEY: ENCRYPTION_KEY.secret };
  const { database, keys } = await openStorage(env);
  expect((await database.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  expect(keys).toEqual([{ id: 'env', secret: ENCRYPTION_KEY.secret }]);
  await database.close();
});
