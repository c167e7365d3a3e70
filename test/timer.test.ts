import { afterEach, expect, test, vi } from 'vitest';
import { after, now } from '../src/timer.js';

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

test.each([['ahead', 1], ['back', -1]])('now does not jump with a clock that is set a day %s', (_, sign) => {
  const before = now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + sign * 86_400_000 });
  expect(Math.abs(now() - before)).toBeLessThan(10_000);
});

test('now goes with fake timers that leave performance alone', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const before = now();
  void after(1_800_000, new AbortController().signal);
  vi.advanceTimersByTime(1_800_000);
  expect(now() - before).toBeGreaterThanOrEqual(1_800_000);
});

test('now stays where it is when a timer ends that was begun by another clock than that of the test', async () => {
  const end = after(20, new AbortController().signal);
  vi.useFakeTimers({ toFake: ['performance'] });
  const before = now();
  await end;
  expect(now()).toBe(before);
});

test('after leaves no timer in a zone of the page, which would count as unstable as long', async () => {
  // As zone.js has it: a timer belongs to the zone in which it was begun.
  let zone = 'angular';
  const begun: string[] = [];
  const real = setTimeout.bind(window);
  vi.stubGlobal('setTimeout', (work: () => void, time: number) => {
    begun.push(zone);
    return real(work, time);
  });
  vi.stubGlobal('Zone', {
    root: {
      run: (work: () => unknown) => {
        zone = 'root';
        const result = work();
        zone = 'angular';
        return result;
      },
    },
  });
  await after(1, new AbortController().signal);
  expect(begun).toEqual(['root']);
});

test.each([{}, { root: {} }, () => {}])('after works beside another Zone than that of zone.js: %j', async (other) => {
  vi.stubGlobal('Zone', other);
  await expect(after(1, new AbortController().signal)).resolves.toBeUndefined();
});
