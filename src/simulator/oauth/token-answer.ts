import type { Access, Refresh } from '../tokens.js';

/** The response to client_credentials. Wise's API reference lists no refresh token and no `created_at` here. */
export function clientAnswer({ token, createdAt, expiresAt }: Access) {
  return {
    access_token: token,
    token_type: 'bearer',
    expires_in: secondsLeft(createdAt, expiresAt),
    scope: 'transfers',
    expires_at: new Date(expiresAt).toISOString(),
  };
}

/** The response for a customer's access, with the fields in the order of recorded sandbox responses. */
export function customerAnswer({ token, expiresAt, access }: Refresh) {
  return {
    access_token: access.token,
    token_type: 'bearer',
    refresh_token: token,
    expires_in: secondsLeft(access.createdAt, access.expiresAt),
    scope: 'transfers',
    created_at: nanoseconds(access.createdAt),
    expires_at: new Date(access.expiresAt).toISOString(),
    refresh_token_expires_in: secondsLeft(access.createdAt, expiresAt),
    refresh_token_expires_at: new Date(expiresAt).toISOString(),
  };
}

// Recorded: 43199 for 12 hours. Wise rounds the remaining time down to whole seconds.
function secondsLeft(from: number, to: number): number {
  return Math.floor((to - from - 1) / 1000);
}

// Recorded: "2026-07-31T08:43:59.521339906Z". A parser that expects three digits fails here, as it does with Wise.
function nanoseconds(time: number): string {
  const beyondMillis = String(process.hrtime.bigint() % 1_000_000n).padStart(6, '0');
  return new Date(time).toISOString().replace('Z', `${beyondMillis}Z`);
}
