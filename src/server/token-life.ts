import { secondsFrom } from './limits.js';

// Wise API reference: access for 12 hours. Only for an answer that did not say when it ends.
const DOCUMENTED_SECONDS = 12 * 3600;

/** The life of an access token. */
export interface TokenLife {
  gotAt: Date;
  expiresAt: Date;
}

/** When the token came, and when it ends, in Wise's words if those can be read. */
export function tokenLife(gotAt: Date, expiresAt: string | null): TokenLife {
  const said = new Date(expiresAt ?? Number.NaN);
  return { gotAt, expiresAt: Number.isNaN(said.getTime()) ? secondsFrom(gotAt, DOCUMENTED_SECONDS) : said };
}

/** Whether it is time for another: so long before its end, or, for a token that lives no longer, after half its life. */
export function isDue({ gotAt, expiresAt }: TokenLife, aheadSeconds: number, now: Date): boolean {
  const seconds = (expiresAt.getTime() - gotAt.getTime()) / 1000;
  return secondsFrom(expiresAt, -(seconds > aheadSeconds ? aheadSeconds : seconds / 2)) <= now;
}
