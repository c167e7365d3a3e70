import { sealGrant } from './grant.js';
import type { Grant } from './grant.js';
import { endLink, giveBackLease, storeRefreshed } from './link-tokens.js';
import type { RefreshLease } from './link-tokens.js';
import { NoAccess } from './no-access.js';
import type { Job } from './services.js';
import type { TokenLife } from './token-life.js';

/** A refresh that nobody else may make now. */
export interface Refresh {
  by: RefreshLease;
  grant: Grant;
  life: TokenLife;
  /** An earlier refresh went out and nobody knows its fate: the access token may be dead already. */
  wasInDoubt: boolean;
}

/** Has Wise give another access token; null if the link got other tokens, or went, in the meantime. */
export async function refreshGrant(job: Job, customerId: string, refresh: Refresh): Promise<string | null> {
  const { database, vault, wise, clock } = job.services;
  const { by, grant, life, wasInDoubt } = refresh;
  const result = await wise.refresh(grant.refreshToken, job.correlationId);
  switch (result.kind) {
    case 'tokens': {
      // Wise has been seen to send the same refresh token back, and is said to send another: what comes is kept.
      const sealed = await sealGrant(vault, customerId, { ...result.tokens, profileId: grant.profileId });
      const stored = await storeRefreshed(database, by, sealed, clock());
      tell(job, customerId, stored ? 'refreshed' : 'superseded');
      return stored ? result.tokens.accessToken : null;
    }
    case 'invalid-grant': {
      // Revoked by the customer, ended by a newer authorization, or too old: nothing here can mend it.
      const ended = await endLink(database, by, clock());
      tell(job, customerId, ended ? 'ended' : 'superseded');
      if (ended) throw new NoAccess('link_ended');
      return null;
    }
    default: {
      const inDoubt = wasInDoubt || result.kind === 'no-answer' || result.inDoubt;
      await giveBackLease(database, by, inDoubt);
      tell(job, customerId, 'unavailable');
      // It was to be renewed early, so that an hour without Wise hurts nobody.
      if (!inDoubt && life.expiresAt > clock()) return grant.accessToken;
      throw new NoAccess('wise_unavailable');
    }
  }
}

function tell({ services, correlationId }: Job, customerId: string, outcome: string): void {
  services.log({ level: outcome === 'refreshed' ? 'info' : 'warn', event: 'refresh', correlationId, customerId, outcome });
}
