import { Webhook } from 'standardwebhooks';
import type { Hooks, LinkEvent, MismatchEvent } from '../server/hooks.js';
import { askBank } from './bank-response.js';

/** Less than the minute after which another process delivers the event too. */
const TIMEOUT_MS = 15_000;
/** Only the status counts. */
const MAX_BYTES = 64 * 1024;

/** The `type` of the webhook for each hook. */
const TYPES = {
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
  const signer = new Webhook(secret);
  const send = async (type: string, id: string, at: Date, data: object): Promise<void> => {
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const sentAt = new Date();
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'wise-link',
      'webhook-id': id,
      'webhook-timestamp': `${Math.floor(sentAt.getTime() / 1000)}`,
      'webhook-signature': signer.sign(id, sentAt, body),
    };
    const { status } = await askBank(url, { method: 'POST', headers, body, timeoutMs, maxBytes: MAX_BYTES });
    if (status < 200 || status > 299) throw new WebhookRefused(status);
  };
  const linkHook = (type: string) => ({ id, at, customerId, link }: LinkEvent): Promise<void> => send(type, id, at, { customerId, link });
  return {
    linked: linkHook(TYPES.linked),
    relinked: linkHook(TYPES.relinked),
    refreshFailed: linkHook(TYPES.refreshFailed),
    recovered: linkHook(TYPES.recovered),
    ended: linkHook(TYPES.ended),
    mismatch: ({ id, at, customerId, reason }: MismatchEvent) => send(TYPES.mismatch, id, at, { customerId, reason }),
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
