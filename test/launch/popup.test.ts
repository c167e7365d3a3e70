import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse as arrivalOf } from '../../src/launch/await-response.js';
import type { Received } from '../../src/launch/launcher.js';
import { Popup } from '../../src/launch/popup.js';
import { WiseWindow } from '../support/wise-window.js';

const attempt = { url: 'https://wise.com/oauth/authorize/?state=S', state: 'S', config: { redirectUri: `${location.origin}/wise-callback.html` } };

let leaving: AbortController;
let wise: WiseWindow;
let hints: string[];

const launch = (popup = new Popup(), isNew = true, started = attempt): Promise<Received> => {
  const received = arrivalOf(started, leaving.signal);
  void popup.launch(started, leaving.signal, (hint) => hints.push(hint), isNew);
  return received;
};

beforeEach(() => {
  leaving = new AbortController();
  wise = new WiseWindow();
  hints = [];
});
afterEach(() => {
  vi.useRealTimers();
  leaving.abort();
  wise.remove();
});

/** The third argument of `window.open`, by its names. */
const features = (): Record<string, string> =>
  Object.fromEntries(String(wise.opened.mock.lastCall?.[2]).split(',').map((feature) => feature.split('=')));

describe('the popup', () => {
  test('L1 opens one window, before it returns', () => {
    void launch();
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(wise.url.href).toBe(attempt.url);
  });

  test('L9 L20 keeps its opener, shows the URL, and has a random name for each attempt, which is not the state', () => {
    const popup = new Popup();
    void launch(popup);
    popup.close();
    void launch(popup);
    void launch(new Popup());
    const names = wise.opened.mock.calls.map(([, name]) => String(name));
    expect(wise.opened.mock.calls[0]?.[2]).not.toMatch(/noopener|noreferrer|location=no/);
    for (const name of names) expect(name).toMatch(/^wise-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(new Set(names).size).toBe(3);
  });

  test('finds its window by the stored name, which is never a keyword', () => {
    const popup = new Popup();
    popup.name = '_self';
    void launch(popup);
    expect(wise.opened.mock.lastCall?.[1]).toBe('wise-_self');
  });

  test('L9 opens another window if the bank’s page is in the Wise window', () => {
    vi.stubGlobal('name', 'wise-one');
    const popup = new Popup();
    popup.name = 'one';
    void launch(popup);
    expect(wise.opened.mock.lastCall?.slice(0, 2)).toEqual([attempt.url, '']);
  });

  const FIRST = [0, 0, 1920, 1080];
  test.each([
    ['in the middle of a window in the middle', [300, 100, 1000, 900], FIRST, [500, 150]],
    ['at the left edge of a window that reaches over it', [-400, 0, 500, 800], FIRST, [0, 0]],
    ['at the right edge', [1800, 0, 800, 800], FIRST, [1320, 0]],
    ['at the lower edge', [0, 900, 1000, 800], FIRST, [200, 280]],
    ['on the second screen, with the bank’s window', [2020, 100, 1000, 900], [1920, 0, 1920, 1080], [2220, 150]],
    ['on a screen to the left of the first', [-1820, 100, 1000, 900], [-1920, 0, 1920, 1080], [-1620, 150]],
    ['below a menu bar', [0, 0, 1000, 700], [0, 25, 1440, 875], [200, 25]],
    ['in the corner of a screen that is too small for it', [0, 0, 400, 600], [0, 0, 400, 600], [0, 0]],
  ])('opens %s', (_, [x, y, width, height], [left, top, across, down], expected) => {
    for (const [name, value] of Object.entries({ screenX: x, screenY: y, outerWidth: width, outerHeight: height })) vi.stubGlobal(name, value);
    vi.stubGlobal('screen', { availLeft: left, availTop: top, availWidth: across, availHeight: down });
    void launch();
    expect([features().left, features().top].map(Number)).toEqual(expected);
    expect(features()).toMatchObject({ width: '600', height: '800' });
  });

  test('opens on the screen even if the browser does not report where it starts', () => {
    for (const name of ['screenX', 'screenY']) vi.stubGlobal(name, -500);
    vi.stubGlobal('screen', { availWidth: 1920, availHeight: 1080 });
    void launch();
    expect(features()).toMatchObject({ left: '0', top: '0' });
  });

  test('returns the response unchanged, with its transport', async () => {
    const received = launch();
    wise.answer('code=c&error=e', 'S');
    const { response, transport } = await received;
    expect([response.search, transport]).toEqual(['?code=c&error=e&state=S', 'message']);
  });

  test.each([
    ['L3 returns nothing', () => null],
    ['L4 throws', () => { throw new DOMException('sandboxed', 'InvalidAccessError'); }],
    ['L5 returns a closed window', () => { wise.vanish(); return wise.proxy; }],
  ])('%s: reports at once that it is blocked, and still takes the response', async (_, open) => {
    wise.opened.mockImplementation(open);
    const received = launch();
    expect(hints).toEqual(['blocked']);
    wise.answer('code=c', 'S'); // by the link, or from a window that did open
    expect((await received).response.searchParams.get('code')).toBe('c');
  });

  test('opens no window for an attempt that was started before, and waits', async () => {
    vi.useFakeTimers();
    const received = launch(new Popup(), false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(wise.opened).not.toHaveBeenCalled();
    expect(hints).toEqual([]);
    wise.answer('code=c', 'S');
    expect((await received).response.searchParams.get('code')).toBe('c');
  });

  test('P12 reports once that it seems closed, two seconds after the page has the focus', async () => {
    vi.useFakeTimers();
    void launch();
    wise.vanish();
    await vi.advanceTimersByTimeAsync(1900);
    expect(hints).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(hints).toEqual(['gone']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(hints).toEqual(['gone']);
  });

  test('P1 P12 does not poll without the focus, and reports two seconds after it returns', async () => {
    vi.useFakeTimers();
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    void launch();
    vi.spyOn(wise.proxy, 'closed', 'get').mockReturnValue(true);
    expect(vi.getTimerCount()).toBe(1); // the one of five minutes
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hints).toEqual([]);
    hasFocus.mockReturnValue(true);
    dispatchEvent(new Event('focus'));
    dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(1000);
    hasFocus.mockReturnValue(false); // before two seconds
    await vi.advanceTimersByTimeAsync(60_000);
    expect([hints, vi.getTimerCount()]).toEqual([[], 1]);
    hasFocus.mockReturnValue(true);
    dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(2000);
    expect(hints).toEqual(['gone']);
    dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(hints).toEqual(['gone']);
  });

  test('P12 takes a response that arrives after that', async () => {
    vi.useFakeTimers();
    const received = launch();
    wise.vanish();
    await vi.advanceTimersByTimeAsync(5000);
    expect(hints).toEqual(['gone']);
    wise.answer('code=late', 'S');
    expect((await received).response.searchParams.get('code')).toBe('late');
  });

  test('P14 reports after five minutes with the window open, and keeps waiting', async () => {
    vi.useFakeTimers();
    const received = launch();
    vi.advanceTimersByTime(5 * 60_000 - 1);
    await Promise.resolve();
    expect(hints).toEqual([]);
    vi.advanceTimersByTime(20 * 60_000);
    await Promise.resolve();
    expect(hints).toEqual(['slow']);
    wise.answer('code=late', 'S');
    expect((await received).response.searchParams.get('code')).toBe('late');
  });

  test('P15 has no timer after the abort', () => {
    vi.useFakeTimers();
    void launch();
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    leaving.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('P16 closes the window once, and only on close()', () => {
    const popup = new Popup();
    void launch(popup);
    leaving.abort(); // the page may be restored
    expect(wise.proxy.close).not.toHaveBeenCalled();
    popup.close();
    popup.close();
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    expect(popup.focus()).toBe(false);
  });

  test('P22 closing an unreachable window does nothing', () => {
    const popup = new Popup();
    void launch(popup);
    vi.mocked(wise.proxy.close).mockImplementation(() => {});
    wise.vanish();
    expect(() => popup.close()).not.toThrow();
  });

  test('can be focused while it is open', () => {
    const popup = new Popup();
    expect(popup.focus()).toBe(false);
    void launch(popup);
    expect(popup.focus()).toBe(true);
    expect(wise.proxy.focus).toHaveBeenCalledOnce();
  });

  test('P21 cannot be focused if COOP hides it', () => {
    const popup = new Popup();
    void launch(popup);
    wise.vanish();
    expect(popup.focus()).toBe(false);
    expect(wise.proxy.focus).not.toHaveBeenCalled();
  });
});
