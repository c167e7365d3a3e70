import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkError } from '../../src/errors.js';
import type { Meaning } from '../../src/backend/next-step.js';
import { submitGrant, type Submission } from '../../src/backend/submit-grant.js';

const link = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' };
const linked = { status: 'linked', link };
const LINKED = { type: 'linked', link: { ...link, profileType: 'personal' }, subject: '' } as const;
const busy = (retryAfter?: number): LinkError => new LinkError('wise_unavailable', { retryable: true, retryAfter });

/** When each call was made, in seconds after the first. */
let calls: number[];
let waits: boolean[];

/** Returns these in turn, and then the last one each time. Throws an error. */
function answers(...list: unknown[]): () => Promise<unknown> {
  let start: number | undefined;
  return async () => {
    start ??= Date.now();
    calls.push((Date.now() - start) / 1000);
    const next = list[Math.min(calls.length, list.length) - 1];
    if (next instanceof Error) throw next;
    return next;
  };
}

/** The outcome, once all timers have gone off. */
async function run(submit: () => Promise<unknown>, more: Partial<Submission> = {}, signal = new AbortController().signal): Promise<unknown> {
  const submission = { submit, status: async () => undefined, isOnce: false, correlationId: 'corr', offline: (is: boolean) => waits.push(is), ...more };
  const outcome = submitGrant(submission, signal).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(600_000);
  return outcome;
}

beforeEach(() => {
  calls = [];
  waits = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  // The longest that jitter can make a wait.
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
    if (bytes instanceof Uint8Array) bytes.fill(255);
    return bytes;
  });
});
afterEach(() => vi.useRealTimers());

describe('submitGrant', () => {
  test('X28 repeats while the status is processing', async () => {
    const waiting = { status: 'processing', retryAfterSeconds: 3 };
    expect(await run(answers(waiting, waiting, linked))).toEqual(LINKED);
    expect(calls).toEqual([0, 3, 6]);
  });

  test.each([
    ['with processing', { status: 'processing', retryAfterSeconds: 1e9 }],
    ['with exchange_in_progress', new LinkError('exchange_in_progress', { retryAfter: 86_400 })],
  ])('X28 repeats after two minutes at the latest, %s', async (_, waiting) => {
    expect(await run(answers(waiting, linked))).toEqual(LINKED);
    expect(calls).toEqual([0, 120]);
  });

  test('I4 waits as long as the backend sets while the same request is in progress', async () => {
    const elsewhere = new LinkError('exchange_in_progress', { retryAfter: 4 });
    expect(await run(answers(elsewhere, new LinkError('exchange_in_progress'), linked))).toEqual(LINKED);
    expect(calls).toEqual([0, 4, 5]);
  });

  test('X5 backs off, tries five times, and then leaves the retry to the customer', async () => {
    expect(await run(answers(busy()))).toMatchObject({ code: 'wise_unavailable', retryable: true });
    expect(calls).toEqual([0, 0.5, 1.5, 3.5, 7.5]);
  });

  test('X5 has jitter: a wait is random up to its maximum', async () => {
    vi.mocked(crypto.getRandomValues).mockImplementation((bytes) => {
      if (bytes instanceof Uint8Array) bytes.fill(51);
      return bytes;
    });
    await run(answers(busy()));
    expect(calls[1]).toBeCloseTo(0.1);
  });

  test('X4 succeeds after three network failures', async () => {
    const down = new LinkError('backend_unavailable', { retryable: true });
    expect(await run(answers(down, down, down, linked))).toEqual(LINKED);
  });

  test('X6 waits as long as the backend sets', async () => {
    expect(await run(answers(busy(7), busy(1), linked))).toEqual(LINKED);
    expect(calls).toEqual([0, 7, 8]);
  });

  test('X6 X5 leaves a retry after more than a minute to the customer', async () => {
    expect(await run(answers(busy(20), busy(50), linked))).toMatchObject({ code: 'wise_unavailable', retryAfter: 50 });
    expect(calls).toEqual([0, 20]);
  });

  test.each(['identity_mismatch', 'code_expired', 'state_mismatch', 'invalid_request', 'code_invalid', 'outcome_unknown'] as const)(
    'X7 reports a refusal at once: %s',
    async (code) => {
      expect(await run(answers(new LinkError(code)))).toMatchObject({ code });
      expect(calls).toHaveLength(1);
    },
  );

  test('reports invalid headers at once, and keeps the code until they are fixed', async () => {
    expect(await run(answers(new LinkError('misconfigured', { retryable: true })))).toMatchObject({ code: 'misconfigured', retryable: true });
    expect(calls).toHaveLength(1);
  });

  test('X23 reports session_required at once, and can be retried', async () => {
    expect(await run(answers(new LinkError('session_required', { retryable: true })))).toMatchObject({ code: 'session_required', retryable: true });
    expect(calls).toHaveLength(1);
  });

  test('E9 reports too_many_attempts at once, with its wait', async () => {
    const tooMany = new LinkError('too_many_attempts', { retryable: true, retryAfter: 52 });
    expect(await run(answers(tooMany))).toMatchObject({ code: 'too_many_attempts', retryable: true, retryAfter: 52 });
    expect(calls).toHaveLength(1);
  });

  test('requests the status after code_already_used, as this attempt may have used the code', async () => {
    const used = new LinkError('code_already_used');
    expect(await run(answers(used), { status: async () => (LINKED) })).toEqual(LINKED);
    expect(await run(answers(used))).toMatchObject({ code: 'code_already_used' });
    expect(await run(answers(used), { status: () => Promise.reject(busy()) })).toMatchObject({ code: 'code_already_used' });
    expect(calls).toHaveLength(3);
  });

  test('X25 requests the status for a minute if it does not have the code', async () => {
    const ask = answers(2) as () => Promise<Meaning>;
    expect(await run(answers(), { submit: undefined, status: ask })).toMatchObject({ code: 'outcome_unknown', correlationId: 'corr' });
    expect(calls.at(-1)).toBe(60);
  });

  describe('X14 after a response with an unknown status', () => {
    test('submits the same once more, and uses that response', async () => {
      expect(await run(answers({ status: 'LINKED' }, linked))).toEqual(LINKED);
      expect(calls).toHaveLength(2);
    });

    test('X8 X9 X10 X11 X12 X13 and another one, the outcome is unknown: never "linked", and not retried', async () => {
      expect(await run(answers(undefined))).toMatchObject({ code: 'outcome_unknown', retryable: false, correlationId: 'corr' });
      expect(calls).toHaveLength(2);
    });

    const statuses: [string, Meaning, unknown][] = [
      ['linked', LINKED, LINKED],
      ['a refusal', { type: 'failed', error: new LinkError('identity_mismatch') }, { error: { code: 'identity_mismatch' } }],
    ];
    test.each(statuses)('requests the status first: %s', async (_, status, outcome) => {
      expect(await run(answers(undefined), { status: async () => status })).toMatchObject(outcome as object);
      expect(calls).toHaveLength(1);
    });

    test('waits while the status is processing', async () => {
      const said: Meaning[] = [2, LINKED];
      expect(await run(answers(undefined), { status: async () => said.shift() })).toEqual(LINKED);
      expect(calls).toEqual([0, 2]);
    });

    test('submits again if the status request fails', async () => {
      expect(await run(answers(undefined, linked), { status: () => Promise.reject(busy()) })).toEqual(LINKED);
    });
  });

  test.each([['forward', 86_400_000], ['back', -86_400_000]])('X26 a clock that jumps a day %s does not change a wait', async (_, by) => {
    const submit = answers(busy());
    expect(await run(async () => {
      if (calls.length === 1) vi.setSystemTime(Date.now() + by);
      return submit();
    })).toMatchObject({ code: 'wise_unavailable', retryable: true });
    expect(calls).toHaveLength(5);
  });

  describe('X2 offline', () => {
    let isOnLine: boolean;
    beforeEach(() => {
      isOnLine = false;
      vi.spyOn(navigator, 'onLine', 'get').mockImplementation(() => isOnLine);
    });

    test('X2 sends nothing, reports it, and continues when the browser is online', async () => {
      const outcome = run(answers(linked));
      await Promise.resolve();
      expect([calls, waits]).toEqual([[], [true]]);
      isOnLine = true;
      dispatchEvent(new Event('online'));
      expect(await outcome).toEqual(LINKED);
      expect(waits).toEqual([true, false]);
    });

    test('X2 during an exchange: waits without a limit, and sends the same again', async () => {
      isOnLine = true;
      const outcome = run(async () => {
        calls.push(0);
        if (calls.length > 1) return linked;
        isOnLine = false;
        throw new LinkError('backend_unavailable', { retryable: true, retryAfter: 100 });
      });
      await vi.advanceTimersByTimeAsync(300_000);
      expect([calls.length, waits]).toEqual([1, [true]]);
      isOnLine = true;
      dispatchEvent(new Event('online'));
      expect(await outcome).toEqual(LINKED);
    });

    test('D1 has no listener after the abort', async () => {
      const leaving = new AbortController();
      void run(answers(linked), {}, leaving.signal);
      await Promise.resolve();
      leaving.abort();
      isOnLine = true;
      dispatchEvent(new Event('online'));
      await vi.advanceTimersByTimeAsync(1000);
      expect(calls).toEqual([]);
    });
  });

  describe('an exchange function', () => {
    const theirs = { isOnce: true };

    test('may reject with problem details', async () => {
      const submit = (): Promise<unknown> => Promise.reject({ code: 'session_required', retryable: true });
      expect(await run(submit, theirs)).toMatchObject({ code: 'session_required', retryable: true, correlationId: 'corr' });
    });

    test('may reject with anything: then the customer can retry', async () => {
      expect(await run(answers(new TypeError('x')), theirs)).toMatchObject({ code: 'backend_unavailable', retryable: true });
      expect(calls).toHaveLength(1);
    });

    test('is not called again after an unknown status', async () => {
      expect(await run(answers(undefined), theirs)).toMatchObject({ code: 'outcome_unknown' });
      expect(calls).toHaveLength(1);
    });
  });

  test('submits nothing after the abort', async () => {
    const leaving = new AbortController();
    const submit = async (): Promise<unknown> => {
      calls.push(0);
      leaving.abort();
      return undefined;
    };
    await run(submit, {}, leaving.signal);
    expect(calls).toHaveLength(1);
  });

  test('stops waiting on abort', async () => {
    const leaving = new AbortController();
    const submit = async (): Promise<unknown> => {
      calls.push(0);
      leaving.abort();
      return { status: 'processing', retryAfterSeconds: 1 };
    };
    void run(submit, {}, leaving.signal);
    await vi.advanceTimersByTimeAsync(300_000);
    expect([calls.length, vi.getTimerCount()]).toEqual([1, 0]);
  });
});
