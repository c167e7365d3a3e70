// Tests the clock and the timers.
import { afterEach, expect, test, vi } from 'vitest';
import { after, now } from '../src/timer.js';

afterEach(() => vi.useRealTimers());

test('after resolves after its time', async () => {
  vi.useFakeTimers();
  const time = after(1000, new AbortController().signal);
  vi.advanceTimersByTime(1000);
  await expect(time).resolves.toBeUndefined();
});

test.each([['before', true], ['later', false]])('after leaves no timer if its signal aborts %s', (_, isBefore) => {
  vi.useFakeTimers();
  const leaving = new AbortController();
  if (isBefore) leaving.abort();
  void after(1000, leaving.signal);
  leaving.abort();
  expect(vi.getTimerCount()).toBe(0);
});

test.each([['forward', 1], ['back', -1]])('now does not jump when the clock is set a day %s', (_, sign) => {
  const before = now();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + sign * 86_400_000 });
  expect(Math.abs(now() - before)).toBeLessThan(10_000);
});

test('now advances with fake timers that do not fake performance', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const before = now();
  void after(1_800_000, new AbortController().signal);
  vi.advanceTimersByTime(1_800_000);
  expect(now() - before).toBeGreaterThanOrEqual(1_800_000);
});

test('now does not advance when a timer ends that was started before the clock was faked', async () => {
  const end = after(20, new AbortController().signal);
  vi.useFakeTimers({ toFake: ['performance'] });
  const before = now();
  await end;
  expect(now()).toBe(before);
});

test('after starts no timer in a zone of the page, which would be unstable until it ends', async () => {
  // As in zone.js, a timer belongs to the zone that started it.
  let zone = 'angular';
  const startedIn: string[] = [];
  const real = setTimeout.bind(window);
  vi.stubGlobal('setTimeout', (work: () => void, time: number) => {
    startedIn.push(zone);
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
  expect(startedIn).toEqual(['root']);
});

test.each([{}, { root: {} }, () => {}])('after works if a global Zone is not the one of zone.js: %j', async (other) => {
  vi.stubGlobal('Zone', other);
  await expect(after(1, new AbortController().signal)).resolves.toBeUndefined();
});
