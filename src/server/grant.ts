/** The tokens of a link, sealed and unsealed. */
import { z } from 'zod';
import type { Vault } from './vault.js';

const grant = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string().nullable(),
  refreshTokenExpiresAt: z.string().nullable(),
  /** Set once the profile is chosen. The database stores only its keyed hash. */
  profileId: z.string().nullable(),
});

/** The tokens with which the bank acts for the customer at Wise. In plain text only while in use. */
export type Grant = z.output<typeof grant>;

/** Encrypts a grant for a customer. */
export async function sealGrant(vault: Vault, customerId: string, plain: Grant): Promise<string> {
  return vault.seal(JSON.stringify(plain), customerId);
}

/** Decrypts a grant that was sealed for this customer. */
export async function unsealGrant(vault: Vault, customerId: string, sealed: string): Promise<Grant> {
  return grant.parse(JSON.parse(await vault.unseal(sealed, customerId)));
}
