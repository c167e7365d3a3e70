import type { Wire } from './response.js';

/** A response, possibly late; or a failure, immediately (`broken`) or never (`silence`). */
export type Reply = (Wire & { late?: number }) | 'broken' | 'silence';

/** Problem details with texts that must never be shown. */
export const problem = (code: string, status: number, more: object = {}): Wire => ({
  status,
  body: { type: 'EVIL', title: 'EVIL', status, code, retryable: false, correlationId: 'EVIL <b>', ...more },
});

/** Delays a response. */
export const late = (reply: Reply, milliseconds: number): Reply => (typeof reply === 'string' ? reply : { ...reply, late: milliseconds });

/** A response that violates the contract. */
export const GARBAGE: Reply = { status: 200, body: { status: 'linked', link: { displayName: 'EVIL' }, state: 'EVIL', code: 'EVIL', title: 'EVIL' } };
