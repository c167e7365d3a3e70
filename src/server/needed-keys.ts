import { z } from 'zod';
import { select } from './database.js';
import type { Database } from './database.js';

// The id of a key is the first part of what it has sealed.
const SQL = `select distinct split_part(sealed, '.', 1) as id from (
  select sealed_tokens as sealed from wise_link
  union all select sealed_tokens from attempt
  union all select sealed_session from attempt
  union all select sealed_registration_code from email_request) as texts
where sealed is not null order by 1`;

/** Throws if rows are sealed with a key that is not in the list: their tokens would be found lost when they are needed. */
export async function assertNeededKeys(database: Database, ids: ReadonlySet<string>): Promise<void> {
  const found = await select(database, z.object({ id: z.string() }), SQL);
  const missing = found.map(({ id }) => id).filter((id) => !ids.has(id));
  if (missing.length === 0) return;
  const what = missing.includes('*') ? 'the sealer, or by keys' : 'keys';
  throw new TypeError(`Rows of the database are sealed by ${what} that the options do not have: ${missing.join(', ')}.`);
}
