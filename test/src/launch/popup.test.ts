import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Popup } from '../../../src/launch/popup.js';
import { WiseWindow } from '../../support/wise-window.js';

const attempt = { url: 'https://wise.com/oauth/authorize/?state=S', state: 'S', expires: 0 };

let leaving: AbortController;
let wise: WiseWindow;
let hints: string[];

const launch = (popup = new Popup()): Promise<URL> => popup.launch(attempt, leaving.signal, (hint) => hints.push(hint));

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

describe('the popup', () => {
  test('L1 opens one window, before it returns', () => {
    void launch();
    expect(wise.opened).toHaveBeenCalledOnce();
    expect(wise.url.href).toBe(attempt.url);
  });

  test('L9 keeps its opener, shows the address, and has a name that nobody can guess', () => {
    void launch();
    void launch();
    const [first, second] = wise.opened.mock.calls;
    expect(first?.[2]).not.toMatch(/noopener|noreferrer|location=no/);
    expect(first?.[1]).toMatch(/^[\da-f-]{36}$/);
    expect(first?.[1]).not.toBe(second?.[1]);
  });

  test('comes back with the letter, unread', async () => {
    const letter = launch();
    wise.answer('code=c&error=e', 'S');
    expect((await letter).search).toBe('?code=c&error=e&state=S');
  });

  test.each([
    ['L3 returns nothing', () => null],
    ['L4 throws', () => { throw new DOMException('sandboxed', 'InvalidAccessError'); }],
  ])('is blocked where window.open %s', (_, open) => {
    wise.opened.mockImplementation(open);
    void launch();
    expect(hints).toEqual(['blocked']);
  });

  test('P12 asks once whether it was closed, when the customer is back for two seconds', () => {
    vi.useFakeTimers();
    void launch();
    wise.vanish();
    vi.advanceTimersByTime(1900);
    expect(hints).toEqual([]);
    vi.advanceTimersByTime(10_000);
    expect(hints).toEqual(['gone']);
  });

  test('P1 does not ask while the customer is not on this page, though closed says true', () => {
    vi.useFakeTimers();
    void launch();
    wise.vanish();
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    vi.advanceTimersByTime(60_000);
    expect(hints).toEqual([]);
  });

  test('P12 takes a letter that comes after it asked', async () => {
    vi.useFakeTimers();
    const letter = launch();
    wise.vanish();
    vi.advanceTimersByTime(5000);
    wise.answer('code=late', 'S');
    expect((await letter).searchParams.get('code')).toBe('late');
  });

  test('P16 P22 closes the window when the attempt is left, and looks at it no more', () => {
    vi.useFakeTimers();
    void launch();
    leaving.abort();
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
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
  });
});
