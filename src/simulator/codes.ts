import type { Chance } from './chance.js';
import type { Clock } from './clock.js';
import type { Grant } from './grant.js';

// Wise's own examples, "ABCDEF" and "G2s8EJ", have six characters; upper and lower case differ.
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 6;

// Wise docs, accessing accounts: one-time use, expires within 30 minutes.
const LIFE_MS = 30 * 60 * 1000;

interface Entry {
  readonly grant: Grant;
  readonly redirectUri: string | undefined;
  readonly expiresAt: number;
  ended?: 'spent' | 'revoked';
}

/** Why a code is refused. */
export type CodeProblem = 'never issued' | 'spent' | 'revoked' | 'expired' | 'of another client' | 'other redirect URI';

/** The result of redeeming a code. */
export type Redeemed = { readonly grant: Grant } | { readonly problem: CodeProblem };

/** The issued authorization codes. */
export class Codes {
  #clock: Clock;
  #chance: Chance;
  #codes = new Map<string, Entry>();

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Issues a code. A code that is shown to the customer has no redirect URI, and accepts any that the client registered. */
  issue(grant: Grant, redirectUri: string | undefined): string {
    const bytes = this.#chance.bytes('code');
    const code = Array.from({ length: LENGTH }, (_, at) => ALPHABET.charAt(bytes.readUInt16BE(2 * at) % ALPHABET.length)).join('');
    if (this.#codes.has(code)) return this.issue(grant, redirectUri);
    this.#codes.set(code, { grant, redirectUri, expiresAt: this.#clock.now() + LIFE_MS });
    return code;
  }

  /** Redeems a code. The code is invalid afterwards, even if it was refused, because it may have been stolen. */
  redeem(code: string, clientId: string, accepts: (issuedFor: string | undefined) => boolean): Redeemed {
    const entry = this.#codes.get(code);
    if (!entry) return { problem: 'never issued' };
    if (entry.ended) return { problem: entry.ended };
    entry.ended = 'spent';
    if (this.#clock.now() >= entry.expiresAt) return { problem: 'expired' };
    if (entry.grant.clientId !== clientId) return { problem: 'of another client' };
    return accepts(entry.redirectUri) ? { grant: entry.grant } : { problem: 'other redirect URI' };
  }

  /** Revokes the customer's codes, of one client or of all. */
  revoke(userId: number, clientId?: string): void {
    for (const entry of this.#codes.values()) {
      const { grant } = entry;
      if (grant.userId === userId && (clientId ?? grant.clientId) === grant.clientId) entry.ended ??= 'revoked';
    }
  }
}
