/** Access tokens for the bank's own code. */
import { setTimeout as delay } from 'node:timers/promises';
import type { AccessOptions } from './access-options.js';
import { unsealGrant } from './grant.js';
import { findLinkTokens, hasLinked, takeRefreshLease } from './link-tokens.js';
import { NoAccess } from './no-access.js';
import { randomToken } from './random.js';
import { refreshGrant } from './refresh.js';
import type { Job } from './services.js';
import { isDue, tokenLife } from './token-life.js';

const POLL_MS = 50;

/**
 * Returns a valid access token, refreshed if it is about to expire. A refresh revokes the previous access token at once,
 * so only one process refreshes a link at a time and the others wait for its result. Throws `NoAccess`.
 */
export async function accessToken(job: Job, customerId: string, { profileId }: AccessOptions = {}): Promise<string> {
  return accessTokenOf(job, customerId, profileId === undefined ? null : await job.services.vault.fingerprint('profile', profileId));
}

/** The same for the link with this keyed hash of its profile id; null for the one that was linked last. */
export async function accessTokenOf(job: Job, customerId: string, profileHash: string | null): Promise<string> {
  const { database, vault, limits } = job.services;
  const waitUntil = performance.now() + limits.answerWithinMs;
  while (performance.now() < waitUntil) {
    const link = await findLinkTokens(database, customerId, profileHash);
    if (link === null) throw new NoAccess((await hasLinked(database, customerId, profileHash)) ? 'link_ended' : 'not_linked');
    const grant = await unsealGrant(vault, customerId, link.sealedTokens);
    const life = tokenLife(link.receivedAt, grant.expiresAt);
    if (link.lease === null && !isDue(life, limits.refreshAheadSeconds, link.now)) return grant.accessToken;
    const by = { profileHash: link.profileHash, lease: randomToken() };
    if (await takeRefreshLease(database, link, by.lease, limits.leaseSeconds)) {
      const token = await refreshGrant(job, customerId, { by, grant, life, wasInDoubt: link.lease !== null });
      if (token !== null) return token;
    } else {
      await delay(POLL_MS);
    }
  }
  throw new NoAccess('wise_unavailable');
}
