import { createHmac } from 'node:crypto';
import type { Chance } from './chance.js';
import type { Clock } from './clock.js';
import type { Grant } from './grant.js';

// Wise API reference, create an OAuth token: access for 12 hours, refresh for up to 20 years.
const ACCESS_LIFE_MS = 12 * 60 * 60 * 1000;
const REFRESH_LIFE_MS = 20 * 365 * 24 * 60 * 60 * 1000;

const REVOKED = 'was revoked: the customer disconnected the app, or changed the email address';

/** An access token. Without a grant it is the partner's own, not a customer's. */
export interface Access {
  readonly token: string;
  readonly clientId: string;
  readonly grant: Grant | undefined;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A refresh token, and its latest access token. */
export interface Refresh {
  readonly token: string;
  readonly grant: Grant;
  readonly expiresAt: number;
  access: Access;
}

/** The issued tokens. */
export class Tokens {
  #clock: Clock;
  #chance: Chance;
  #access = new Map<string, Access>();
  #refresh = new Map<string, Refresh>();
  /** Why a token ended before its time, by token. */
  #ended = new Map<string, string>();

  constructor(clock: Clock, chance: Chance) {
    this.#clock = clock;
    this.#chance = chance;
  }

  /** Issues a token for the partner itself. */
  forClient(clientId: string, format: 'uuid' | 'jwt'): Access {
    return this.#issue(clientId, undefined, format);
  }

  /**
   * Issues tokens for a customer. A new authorization for the same partner revokes the old refresh token at once; the last
   * access token is valid until it expires (Wise docs, refreshing access).
   */
  forCustomer(grant: Grant): Refresh {
    for (const old of this.linksOf(grant.userId)) {
      if (old.grant.clientId === grant.clientId) this.#end(this.#refresh, old.token, 'was replaced by a new authorization');
    }
    const access = this.#issue(grant.clientId, grant);
    const refresh: Refresh = { token: this.#chance.uuid('refresh token'), grant, expiresAt: access.createdAt + REFRESH_LIFE_MS, access };
    this.#refresh.set(refresh.token, refresh);
    return refresh;
  }

  /** Issues a new access token and revokes the previous one. The refresh token stays the same, as in recorded responses. */
  refresh(token: string, clientId: string): Refresh | undefined {
    const refresh = this.#refresh.get(token);
    if (!refresh || refresh.grant.clientId !== clientId || this.#clock.now() >= refresh.expiresAt) return undefined;
    this.#end(this.#access, refresh.access.token, 'was replaced when the refresh token was used');
    refresh.access = this.#issue(clientId, refresh.grant);
    return refresh;
  }

  find(token: string): Access | undefined {
    const access = this.#access.get(token);
    return access && this.#clock.now() < access.expiresAt ? access : undefined;
  }

  /** The refresh tokens of a customer, one per linked partner. */
  linksOf(userId: number): Refresh[] {
    return [...this.#refresh.values()].filter((refresh) => refresh.grant.userId === userId);
  }

  /** Revokes the customer's tokens, of one partner or of all. */
  revoke(userId: number, clientId?: string): void {
    const isRevoked = (grant: Grant | undefined) =>
      grant?.userId === userId && (clientId === undefined || grant.clientId === clientId);
    for (const [token, { grant }] of this.#refresh) if (isRevoked(grant)) this.#end(this.#refresh, token, REVOKED);
    for (const [token, { grant }] of this.#access) if (isRevoked(grant)) this.#end(this.#access, token, REVOKED);
  }

  /** Why an access token or a refresh token is refused to a client, in words that follow "the token". */
  problemOf(token: string): string {
    const ended = this.#ended.get(token);
    if (ended !== undefined) return ended;
    const known = this.#access.get(token) ?? this.#refresh.get(token);
    if (!known) return 'was never issued';
    return this.#clock.now() >= known.expiresAt ? 'has expired' : 'was issued to another client';
  }

  #end(tokens: Map<string, unknown>, token: string, reason: string): void {
    tokens.delete(token);
    this.#ended.set(token, reason);
  }

  #issue(clientId: string, grant: Grant | undefined, format: 'uuid' | 'jwt' = 'uuid'): Access {
    const createdAt = this.#clock.now();
    const id = this.#chance.uuid('access token');
    const token = format === 'uuid' ? id : jwt(id, clientId, createdAt, createdAt + ACCESS_LIFE_MS);
    const access = { token, clientId, grant, createdAt, expiresAt: createdAt + ACCESS_LIFE_MS };
    this.#access.set(access.token, access);
    return access;
  }
}

/** A token in the format of a JWT. Its claims and its signature mean nothing: partners must not read them. */
function jwt(jti: string, sub: string, createdAt: number, expiresAt: number): string {
  const [iat, exp] = [createdAt, expiresAt].map((time) => Math.floor(time / 1000));
  const parts = [{ alg: 'HS256', typ: 'JWT' }, { sub, iat, exp, jti }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return [...parts, createHmac('sha256', jti).update(parts.join('.')).digest('base64url')].join('.');
}
