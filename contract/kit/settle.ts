import { setTimeout as pause } from 'node:timers/promises';
import { describe, secondsToWait } from './answer.js';
import type { Answer } from './answer.js';
import { Failure, NotChecked } from './finding.js';
import type { Kit, Person } from './kit.js';
import { RULES } from './rules.js';

const TIMEOUT_MS = 60_000;

/** Whether to send the same request again: the backend is processing it, or Wise is unavailable. */
export const isUnsettled = ({ status, body }: Answer): boolean =>
  status === 202 || body['code'] === 'exchange_in_progress' || (status === 503 && body['retryable'] === true);

/** Repeats an exchange with the same key and body until its answer is final. */
export async function settle({ options }: Kit, { browser }: Person, body: unknown, key: string): Promise<Answer> {
  const end = Date.now() + TIMEOUT_MS;
  for (;;) {
    const answer = await browser.post(options.exchangeUrl, body, key);
    if (!isUnsettled(answer)) return answer;
    if (Date.now() > end) throw new Failure(`after one minute of retries the answer was still ${describe(answer)}`, RULES.inTime);
    await pause(Math.min(secondsToWait(answer) ?? 1, 5) * 1000);
  }
}

/**
 * The same, and waits if earlier refused codes have blocked the customer for a moment, in all at most `--longest-wait`. Does not check
 * what they blocked for longer.
 */
export async function settleUnblocked(kit: Kit, person: Person, body: unknown, key: string, left = kit.options.longestWait): Promise<Answer> {
  const answer = await settle(kit, person, body, key);
  if (answer.body['code'] !== 'too_many_attempts') return answer;
  const seconds = Math.max(1, secondsToWait(answer) ?? Infinity);
  if (seconds > left) throw new NotChecked('the customer has reached a daily limit of refused codes or accounts: clear it, or run the kit tomorrow');
  await kit.outlast(seconds);
  return settleUnblocked(kit, person, body, key, left - seconds);
}
