/** The rows of links that access tokens and refreshes need. */
import { z } from 'zod';
import { select } from './database.js';
import type { Queryable } from './database.js';
import { LIVE } from './live-link.js';

const linkTokens = z.object({
  profileHash: z.string(),
  sealedTokens: z.string(),
  /** When the access token was received. */
  receivedAt: z.date(),
  /** The time by the database's clock. */
  now: z.date(),
  /** The lease of a running refresh. A lease without an end time marks a refresh whose outcome is unknown. */
  lease: z.string().nullable(),
});

/** The tokens of a link, as they were read. */
export type LinkTokens = z.output<typeof linkTokens>;

/** The right to replace the tokens of a link. */
export interface RefreshLease {
  profileHash: string;
  lease: string;
}

/** Reads the tokens of the customer's link to this profile, or of the newest one, that has not ended. */
export async function findLinkTokens(on: Queryable, customerId: string, profileHash: string | null): Promise<LinkTokens | null> {
  const sql = `select profile_hash as "profileHash", sealed_tokens as "sealedTokens",
      coalesce(refreshed_at, linked_at) as "receivedAt", wise_link_now() as "now", refresh_lease as "lease"
    from wise_link where customer_id = $1 and ${LIVE} and ($2::text is null or profile_hash = $2)
    order by linked_at desc, profile_hash limit 1`;
  return (await select(on, linkTokens, sql, [customerId, profileHash]))[0] ?? null;
}

/** Whether the customer has a link to this profile, or to any, that may have ended. */
export async function hasLinked(on: Queryable, customerId: string, profileHash: string | null): Promise<boolean> {
  const sql = 'select 1 from wise_link where customer_id = $1 and ($2::text is null or profile_hash = $2) limit 1';
  return (await on.query(sql, [customerId, profileHash])).rows.length > 0;
}

/**
 * Takes the lease to refresh the tokens that were read. One UPDATE decides, so one of several processes wins, and no
 * lock is held while Wise is called. Returns false if another refresh is running or has ended, or the link has changed.
 */
export async function takeRefreshLease(on: Queryable, seen: LinkTokens, lease: string, leaseSeconds: number): Promise<boolean> {
  const sql = `update wise_link set refresh_lease = $4, refresh_lease_until = wise_link_now() + make_interval(secs => $5)
    where profile_hash = $1 and sealed_tokens = $2 and refresh_lease is not distinct from $3
      and (refresh_lease_until is null or refresh_lease_until <= wise_link_now()) returning profile_hash`;
  const values = [seen.profileHash, seen.sealedTokens, seen.lease, lease, leaseSeconds];
  return (await on.query(sql, values)).rows.length > 0;
}

/** Stores the refreshed tokens. Returns false and changes nothing if the lease was lost. */
export async function storeRefreshed(on: Queryable, by: RefreshLease, sealed: string): Promise<boolean> {
  const sets = 'sealed_tokens = $3, refreshed_at = wise_link_now(), refresh_lease = null, refresh_lease_until = null';
  return underLease(on, by, sets, [sealed]);
}

/** Ends a link whose refresh token Wise no longer accepts, and deletes its tokens. Returns false if the lease was lost. */
export async function endLink(on: Queryable, by: RefreshLease): Promise<boolean> {
  const sets = 'sealed_tokens = null, ended_at = wise_link_now(), refresh_lease = null, refresh_lease_until = null';
  return underLease(on, by, sets, []);
}

/** Ends the lease so that another process can refresh. If the outcome is unknown, the lease stays without an end time. */
export async function releaseLease(on: Queryable, by: RefreshLease, inDoubt: boolean): Promise<void> {
  await underLease(on, by, `${inDoubt ? '' : 'refresh_lease = null, '}refresh_lease_until = null`, []);
}

const ahead = z.object({ isAhead: z.boolean() });

/** Whether this time has not come yet, by the database's clock. */
export async function isAhead(on: Queryable, moment: Date): Promise<boolean> {
  const [row] = await select(on, ahead, 'select $1::timestamptz > wise_link_now() as "isAhead"', [moment]);
  return row?.isAhead === true;
}

async function underLease(
  on: Queryable,
  { profileHash, lease }: RefreshLease,
  sets: string,
  values: unknown[],
): Promise<boolean> {
  const sql = `update wise_link set ${sets} where profile_hash = $1 and refresh_lease = $2 returning profile_hash`;
  return (await on.query(sql, [profileHash, lease, ...values])).rows.length > 0;
}
