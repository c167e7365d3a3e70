import { z } from 'zod';
import type { Vault } from './vault.js';

const grant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string().nullable(),
  refreshTokenExpiresAt: z.string().nullable(),
  /** Known once the profile is picked; the database has only its keyed hash. */
  profileId: z.string().nullable(),
});

/** What the bank needs to act for the customer at Wise. Exists in the clear only while it is used. */
export type Grant = z.output<typeof grant>;

/** Seals a grant for its customer. */
export async function sealGrant(vault: Vault, customerId: string, plain: Grant): Promise<string> {
  return vault.seal(JSON.stringify(plain), customerId);
}

/** Opens a sealed grant of this customer. */
export async function unsealGrant(vault: Vault, customerId: string, sealed: string): Promise<Grant> {
  return grant.parse(JSON.parse(await vault.unseal(sealed, customerId)));
}
