import { secondsFrom } from './limits.js';

// Wise API reference: an access token lasts 12 hours. Used only if the response has no expiry.
const DOCUMENTED_SECONDS = 12 * 3600;

/** When an access token was received and when it expires. */
export interface TokenLife {
  receivedAt: Date;
  expiresAt: Date;
}

/** The lifetime of a token, with Wise's `expires_at` if it can be parsed. */
export function tokenLife(receivedAt: Date, expiresAt: string | null): TokenLife {
  const reported = new Date(expiresAt ?? Number.NaN);
  return { receivedAt, expiresAt: Number.isNaN(reported.getTime()) ? secondsFrom(receivedAt, DOCUMENTED_SECONDS) : reported };
}

/** Whether the token must be refreshed: `aheadSeconds` before it expires, or after half its lifetime if that is shorter. */
export function isDue({ receivedAt, expiresAt }: TokenLife, aheadSeconds: number, now: Date): boolean {
  const seconds = (expiresAt.getTime() - receivedAt.getTime()) / 1000;
  return secondsFrom(expiresAt, -(seconds > aheadSeconds ? aheadSeconds : seconds / 2)) <= now;
}
