import type { Wire } from './response.js';

/** What comes back: an answer, perhaps late; or nothing, at once (`broken`) or for ever (`silence`). */
export type Reply = (Wire & { late?: number }) | 'broken' | 'silence';

/** Problem details, with more than anybody should show. */
export const problem = (code: string, status: number, more: object = {}): Wire => ({
  status,
  body: { type: 'EVIL', title: 'EVIL', status, code, retryable: false, correlationId: 'EVIL <b>', ...more },
});

/** An answer that was sent when it was too late for most. */
export const late = (reply: Reply, milliseconds: number): Reply => (typeof reply === 'string' ? reply : { ...reply, late: milliseconds });

/** What no contract knows. */
export const RUBBISH: Reply = { status: 200, body: { status: 'linked', link: { displayName: 'EVIL' }, state: 'EVIL', code: 'EVIL', title: 'EVIL' } };
