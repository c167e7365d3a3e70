import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkError } from '../../../src/errors.js';
import { exchange } from '../../../src/oauth/exchange.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
const linked = { status: 'linked', link };

/** Gives these one after the other; an error is thrown. */
function answers(...list: unknown[]): () => Promise<unknown> {
  return async () => {
    const next = list.shift();
    if (next instanceof Error) throw next;
    return next;
  };
}

const run = (call: () => Promise<unknown>) => exchange(call, 'corr', new AbortController().signal);

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('exchange', () => {
  test('X28 asks again while the answer is not there yet', async () => {
    const waiting = { status: 'processing', retryAfterSeconds: 0 };
    const outcome = run(answers(waiting, waiting, linked));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await outcome).toEqual({ phase: 'linked', link });
  });

  test('I4 waits while the same request is under way elsewhere', async () => {
    const outcome = run(answers(new LinkError('exchange_in_progress'), linked));
    await vi.advanceTimersByTimeAsync(1000);
    expect(await outcome).toEqual({ phase: 'linked', link });
  });

  test('passes a refusal on', async () => {
    await expect(run(answers(new LinkError('identity_mismatch')))).rejects.toMatchObject({ code: 'identity_mismatch' });
  });

  test('reads the problem details that a partner’s function rejects with', async () => {
    const call = (): Promise<unknown> => Promise.reject({ code: 'session_required', retryable: true });
    await expect(run(call)).rejects.toMatchObject({ code: 'session_required', retryable: true, correlationId: 'corr' });
  });

  test('takes anything else that is thrown for a backend that did not answer', async () => {
    await expect(run(answers(new TypeError('x')))).rejects.toMatchObject({ code: 'backend_unavailable', retryable: true });
  });

  test('ends its waiting when it is aborted', async () => {
    const leaving = new AbortController();
    let calls = 0;
    const call = async (): Promise<unknown> => {
      calls += 1;
      leaving.abort();
      return { status: 'processing', retryAfterSeconds: 0 };
    };
    void exchange(call, 'corr', leaving.signal);
    await vi.advanceTimersByTimeAsync(300_000);
    expect([calls, vi.getTimerCount()]).toEqual([1, 0]);
  });
});
