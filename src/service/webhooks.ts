import { createHmac } from 'node:crypto';
import type { Hooks, LinkEvent, MismatchEvent } from '../server/hooks.js';
import { askBank } from './bank-response.js';

/** Less than the minute after which another process delivers the event too. */
const TIMEOUT_MS = 15_000;
/** Only the status counts. */
const MAX_BYTES = 0;

/** The `type` of the webhook for each hook. */
export const WEBHOOK_TYPES = {
  linked: 'link.linked',
  relinked: 'link.relinked',
  refreshFailed: 'link.refresh_failed',
  recovered: 'link.recovered',
  ended: 'link.ended',
  mismatch: 'attempt.mismatch',
} as const satisfies Record<keyof Hooks, string>;

/**
 * Sends each event as a signed webhook (https://www.standardwebhooks.com). Any status but 2xx means that it is sent again, with the same
 * `webhook-id`: after 2 seconds, then with twice the pause each time, up to an hour.
 */
export function webhooks(url: URL, secret: string, timeoutMs = TIMEOUT_MS): Required<Hooks> {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const send = async (type: string, id: string, at: Date, data: object): Promise<void> => {
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    // The number alone would come again after a restore of the database, or from the sandbox's.
    const webhookId = `evt_${id}_${at.getTime()}`;
    const sentAt = `${Math.floor(Date.now() / 1000)}`;
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'wise-link',
      'webhook-id': webhookId,
      'webhook-timestamp': sentAt,
      // An id has no full stop, so the three parts cannot be cut in another way.
      'webhook-signature': `v1,${createHmac('sha256', key).update(`${webhookId}.${sentAt}.${body}`).digest('base64')}`,
    };
    const { status } = await askBank(url, { method: 'POST', headers, body, timeoutMs, maxBytes: MAX_BYTES });
    if (status < 200 || status > 299) throw new WebhookRefused(status);
  };
  const linkHook = (type: string) => ({ id, at, customerId, link }: LinkEvent): Promise<void> => send(type, id, at, { customerId, link });
  return {
    linked: linkHook(WEBHOOK_TYPES.linked),
    relinked: linkHook(WEBHOOK_TYPES.relinked),
    refreshFailed: linkHook(WEBHOOK_TYPES.refreshFailed),
    recovered: linkHook(WEBHOOK_TYPES.recovered),
    ended: linkHook(WEBHOOK_TYPES.ended),
    mismatch: ({ id, at, customerId, reason }: MismatchEvent) => send(WEBHOOK_TYPES.mismatch, id, at, { customerId, reason }),
  };
}

/** Thrown if the bank does not accept a webhook. The log has the name. */
class WebhookRefused extends Error {
  override readonly name: string;

  constructor(status: number) {
    super('The webhook was not accepted.');
    this.name = `WebhookRefused${status}`;
  }
}
