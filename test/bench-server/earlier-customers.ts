import { createHash } from 'node:crypto';
import type { Customer } from '../../src/server/customer.js';
import type { Build } from './attempts.js';
import { customerOf } from './setup.js';

/** The sessions and the attempts of the build in `demo/partner`. */
export const EARLIER: Build = {
  cookieOf: (number) => `bank_session=${number.padStart(43, 'z')}`,
  hashOf: async (_, cookie) => createHash('sha256').update(cookie.slice('bank_session='.length)).digest('base64url'),
  insert: `with sessions as (
      insert into bank_session (token_hash, customer_id, expires_at) select unnest($3::text[]), unnest($2::text[]), now() + interval '8 hours'
    )
    insert into attempt (id, customer_id, session_hash, state_hash, redirect_uri, status, created_at, expires_at)
    select id, customer_id, session_hash, state_hash, $5, 'OPEN', now(), now() + interval '30 minutes'
    from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t(id, customer_id, session_hash, state_hash)`,
};

// In place of the two customers that this build has.
export const findCustomer = (id: string): Customer => ({ ...customerOf(''), id });
export const fullName = ({ givenName, familyName }: Customer): string => `${givenName} ${familyName}`;
export const passwordIsRight = (): boolean => true;
