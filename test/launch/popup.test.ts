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

  test('L9 L20 keeps its opener, shows the address, and has a random name, which differs between attempts and is not the state', () => {
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

  test('finds its window again by the name that was stored, which means no other window whatever it is', () => {
    const popup = new Popup();
    popup.name = '_self';
    void launch(popup);
    expect(wise.opened.mock.lastCall?.[1]).toBe('wise-_self');
  });

  test('L9 opens another one beside itself where the bank stands in the Wise window: it would lead itself away', () => {
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
    ['on the second screen, where the customer has his window', [2020, 100, 1000, 900], [1920, 0, 1920, 1080], [2220, 150]],
    ['on a screen to the left of the first', [-1820, 100, 1000, 900], [-1920, 0, 1920, 1080], [-1620, 150]],
    ['below a menu bar', [0, 0, 1000, 700], [0, 25, 1440, 875], [200, 25]],
    ['in the corner of a screen that is too small for it', [0, 0, 400, 600], [0, 0, 400, 600], [0, 0]],
  ])('stands %s', (_, [x, y, width, height], [left, top, across, down], expected) => {
    for (const [name, value] of Object.entries({ screenX: x, screenY: y, outerWidth: width, outerHeight: height })) vi.stubGlobal(name, value);
    vi.stubGlobal('screen', { availLeft: left, availTop: top, availWidth: across, availHeight: down });
    void launch();
    expect([features().left, features().top].map(Number)).toEqual(expected);
    expect(features()).toMatchObject({ width: '600', height: '800' });
  });

  test('stands on the screen too where the browser does not tell where that begins', () => {
    for (const name of ['screenX', 'screenY']) vi.stubGlobal(name, -500);
    vi.stubGlobal('screen', { availWidth: 1920, availHeight: 1080 });
    void launch();
    expect(features()).toMatchObject({ left: '0', top: '0' });
  });

  test('comes back with the letter, unread, and says how it came', async () => {
    const received = launch();
    wise.answer('code=c&error=e', 'S');
    const { response, transport } = await received;
    expect([response.search, transport]).toEqual(['?code=c&error=e&state=S', 'message']);
  });

  test.each([
    ['L3 returns nothing', () => null],
    ['L4 throws', () => { throw new DOMException('sandboxed', 'InvalidAccessError'); }],
    ['L5 returns a window that is closed already', () => { wise.vanish(); return wise.proxy; }],
  ])('%s: it is blocked, which is said at once, and the letter is taken all the same', async (_, open) => {
    wise.opened.mockImplementation(open);
    const received = launch();
    expect(hints).toEqual(['blocked']);
    wise.answer('code=c', 'S'); // by the link, or by a window that was there after all
    expect((await received).response.searchParams.get('code')).toBe('c');
  });

  test('waits without a window where the attempt has begun before', async () => {
    vi.useFakeTimers();
    const received = launch(new Popup(), false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(wise.opened).not.toHaveBeenCalled();
    expect(hints).toEqual([]);
    wise.answer('code=c', 'S');
    expect((await received).response.searchParams.get('code')).toBe('c');
  });

  test('P12 asks once whether it was closed, when the customer is back for two seconds', async () => {
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

  test('P1 P12 does not look while the customer is not on this page, and asks when they are back for two seconds', async () => {
    vi.useFakeTimers();
    const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    void launch();
    vi.spyOn(wise.proxy, 'closed', 'get').mockReturnValue(true);
    expect(vi.getTimerCount()).toBe(1); // that of five minutes
    await vi.advanceTimersByTimeAsync(60_000);
    expect(hints).toEqual([]);
    hasFocus.mockReturnValue(true);
    dispatchEvent(new Event('focus'));
    dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(1000);
    hasFocus.mockReturnValue(false); // away again, too early
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

  test('P12 takes a letter that comes after it asked', async () => {
    vi.useFakeTimers();
    const received = launch();
    wise.vanish();
    await vi.advanceTimersByTimeAsync(5000);
    expect(hints).toEqual(['gone']);
    wise.answer('code=late', 'S');
    expect((await received).response.searchParams.get('code')).toBe('late');
  });

  test('P14 gives a hint after five minutes with the window open, and goes on waiting', async () => {
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

  test('P15 has no timer left when it is left', () => {
    vi.useFakeTimers();
    void launch();
    expect(vi.getTimerCount()).toBeGreaterThan(0);
    leaving.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('P16 closes the window once, and only when it is told to', () => {
    const popup = new Popup();
    void launch(popup);
    leaving.abort(); // the page may come back for it
    expect(wise.proxy.close).not.toHaveBeenCalled();
    popup.close();
    popup.close();
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    expect(popup.focus()).toBe(false);
  });

  test('P22 closing a window that cannot be closed from here does nothing', () => {
    const popup = new Popup();
    void launch(popup);
    vi.mocked(wise.proxy.close).mockImplementation(() => {});
    wise.vanish();
    expect(() => popup.close()).not.toThrow();
  });

  test('comes to the front while it is there', () => {
    const popup = new Popup();
    expect(popup.focus()).toBe(false);
    void launch(popup);
    expect(popup.focus()).toBe(true);
    expect(wise.proxy.focus).toHaveBeenCalledOnce();
  });

  test('P21 does nothing where the window is hidden by COOP', () => {
    const popup = new Popup();
    void launch(popup);
    wise.vanish();
    expect(popup.focus()).toBe(false);
    expect(wise.proxy.focus).not.toHaveBeenCalled();
  });
});
