import { setTimeout as delay } from 'node:timers/promises';
import { unsealGrant } from './grant.js';
import { secondsFrom } from './limits.js';
import { listLinks } from './link.js';
import { findLinkTokens, takeRefreshLease } from './link-tokens.js';
import { NoAccess } from './no-access.js';
import { randomToken } from './random.js';
import { refreshGrant } from './refresh.js';
import type { Job } from './services.js';
import { isDue, tokenLife } from './token-life.js';

const LOOK_AGAIN_MS = 50;

/**
 * An access token that is good for hours. A refresh at Wise kills the token before it at once, so one at a time
 * refreshes, over all processes, and the others wait for what he gets.
 */
export async function accessToken(job: Job, customerId: string): Promise<string> {
  const { database, vault, limits, clock } = job.services;
  const waitUntil = performance.now() + limits.answerWithinMs;
  while (performance.now() < waitUntil) {
    const link = await findLinkTokens(database, customerId);
    if (link === null) throw new NoAccess((await listLinks(database, customerId)).length > 0 ? 'link_ended' : 'not_linked');
    const grant = await unsealGrant(vault, customerId, link.sealedTokens);
    const now = clock();
    const life = tokenLife(link.gotAt, grant.expiresAt);
    if (link.lease === null && !isDue(life, limits.refreshAheadSeconds, now)) return grant.accessToken;
    const by = { profileHash: link.profileHash, lease: randomToken() };
    if (await takeRefreshLease(database, link, by.lease, now, secondsFrom(now, limits.leaseSeconds))) {
      const token = await refreshGrant(job, customerId, { by, grant, life, wasInDoubt: link.lease !== null });
      if (token !== null) return token;
    } else {
      await delay(LOOK_AGAIN_MS);
    }
  }
  throw new NoAccess('wise_unavailable');
}
