import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Config } from '../../src/config.js';
import { newAttempt, type Attempt } from '../../src/attempt/attempt.js';
import { PrefetchedStart } from '../../src/attempt/prefetched-start.js';

const CONFIG = { authorizeUrl: 'https://wise.com/oauth/authorize/', clientId: 'bank', redirectUri: 'https://bank.example/cb' } as Config;
const OTHER = { ...CONFIG, clientId: 'other' };

let request: ReturnType<typeof vi.fn<(config: Config) => Promise<Attempt>>>;
let starts: PrefetchedStart;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  request = vi.fn(async (config: Config) => newAttempt(config));
  starts = new PrefetchedStart(request);
});
afterEach(() => void vi.useRealTimers());

describe('a prefetched start', () => {
  test('is requested once, and taken by the click with its attempt', async () => {
    starts.prefetch(CONFIG);
    starts.prefetch(CONFIG);
    const attempt = await starts.claim(CONFIG).pending;
    expect(attempt.config).toBe(CONFIG);
    expect(request).toHaveBeenCalledOnce();
  });

  test('has its attempt as soon as the response arrives', async () => {
    starts.prefetch(CONFIG);
    await request.mock.results[0]?.value;
    await Promise.resolve();
    expect(starts.claim(CONFIG).attempt?.config).toBe(CONFIG);
  });

  test('is taken once: the next click requests another', () => {
    expect(starts.claim(CONFIG)).not.toBe(starts.claim(CONFIG));
    expect(request).toHaveBeenCalledTimes(2);
  });

  test('is not used for another config', async () => {
    starts.prefetch(CONFIG);
    expect((await starts.claim(OTHER).pending).config).toBe(OTHER);
  });

  test('is used for five minutes', () => {
    starts.prefetch(CONFIG);
    vi.advanceTimersByTime(5 * 60_000 - 1);
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(1);
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledTimes(2);
  });

  test('is not used once the clock was set back by an hour, as its age is unknown', () => {
    starts.prefetch(CONFIG);
    vi.setSystemTime(Date.now() - 60 * 60_000);
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledTimes(2);
  });

  test('is requested again only by a click after it failed', async () => {
    request.mockRejectedValueOnce(new Error('503'));
    starts.prefetch(CONFIG);
    await expect(request.mock.results[0]?.value).rejects.toThrow('503');
    await new Promise((resolve) => setTimeout(resolve));
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledOnce();
    expect((await starts.claim(CONFIG).pending).config).toBe(CONFIG);
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledTimes(3);
  });

  test('is dropped if its request was aborted, and kept if the response arrived', async () => {
    starts.prefetch(CONFIG);
    starts.abort();
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledTimes(2);
    await request.mock.results[1]?.value;
    await Promise.resolve();
    starts.abort();
    starts.prefetch(CONFIG);
    expect(request).toHaveBeenCalledTimes(2);
  });
});
