import { sealGrant } from './grant.js';
import type { Grant } from './grant.js';
import { endLink, isAhead, releaseLease, storeRefreshed } from './link-tokens.js';
import type { RefreshLease } from './link-tokens.js';
import { NoAccess } from './no-access.js';
import { outlast } from './outlast.js';
import type { Job } from './services.js';
import type { TokenLife } from './token-life.js';

/** A refresh under a lease. */
export interface Refresh {
  by: RefreshLease;
  grant: Grant;
  life: TokenLife;
  /** The outcome of an earlier refresh is unknown: the access token may already be revoked. */
  wasInDoubt: boolean;
}

/** Gets a new access token from Wise. Returns null if the link changed or was deleted in the meantime. */
export async function refreshGrant(job: Job, customerId: string, refresh: Refresh): Promise<string | null> {
  const { database, vault, wise, limits } = job.services;
  const { by, grant, life, wasInDoubt } = refresh;
  const result = await wise.refresh(grant.refreshToken, job.correlationId);
  switch (result.kind) {
    case 'tokens': {
      // Recorded responses repeat the refresh token, the documentation says that it changes: store what arrives.
      const sealed = await sealGrant(vault, customerId, { ...result.tokens, profileId: grant.profileId });
      // Wise may have revoked the old ones, so the database may be away for a moment. If an earlier try has stored them, they are read again.
      const stored = await outlast(() => storeRefreshed(database, by, sealed), limits.leaseSeconds);
      logRefresh(job, customerId, stored ? 'refreshed' : 'superseded');
      return stored ? result.tokens.accessToken : null;
    }
    case 'invalid-grant': {
      // Revoked by the customer, replaced by a newer authorization, or expired: only a new link helps.
      const ended = await endLink(database, by);
      logRefresh(job, customerId, ended ? 'ended' : 'superseded');
      if (ended) throw new NoAccess('link_ended');
      return null;
    }
    default: {
      const inDoubt = wasInDoubt || result.kind === 'no-answer' || result.inDoubt;
      await releaseLease(database, by, inDoubt);
      logRefresh(job, customerId, 'unavailable');
      // Tokens are refreshed early, so the current one still works during an outage.
      if (!inDoubt && (await isAhead(database, life.expiresAt))) return grant.accessToken;
      throw new NoAccess('wise_unavailable');
    }
  }
}

function logRefresh({ services, correlationId }: Job, customerId: string, outcome: string): void {
  services.log({ level: outcome === 'refreshed' ? 'info' : 'warn', event: 'refresh', correlationId, customerId, outcome });
}
