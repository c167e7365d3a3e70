import { afterEach, expect, test, vi } from 'vitest';
import { after } from '../../src/timer.js';

afterEach(() => vi.useRealTimers());

test('after resolves when the time is over', async () => {
  vi.useFakeTimers();
  const time = after(1000, new AbortController().signal);
  vi.advanceTimersByTime(1000);
  await expect(time).resolves.toBeUndefined();
});

test.each([['before', true], ['meanwhile', false]])('after leaves no timer where its signal aborts %s', (_, isBefore) => {
  vi.useFakeTimers();
  const leaving = new AbortController();
  if (isBefore) leaving.abort();
  void after(1000, leaving.signal);
  leaving.abort();
  expect(vi.getTimerCount()).toBe(0);
});
