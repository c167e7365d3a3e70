import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WiseLink } from '../../src/index.js';
import { emailAnswers, exchangeAnswers, json, linked, LINK, pending, problem, sent, statusAnswers } from '../support/backend.js';
import { answers, audit, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const IPAD = IPHONE.replace('iPhone; CPU iPhone OS', 'iPad; CPU OS');
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';
const FACEBOOK = `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/515.0.0;FBDV/iPhone16,1]`;

const IN_APP = 'Wise does not open inside this app. Open this page in your browser.';
const BLOCKED = 'Your browser blocked the Wise window.';
const GONE = 'Did you close the Wise window? If not, continue there.';

let wise: WiseWindow;

beforeEach(() => {
  wise = new WiseWindow();
});
afterEach(() => {
  vi.useRealTimers();
  wise.remove();
});

const inBrowser = (userAgent: string): unknown => vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
const inFrame = (): unknown => vi.stubGlobal('parent', {});
const installed = (): unknown =>
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => Object.assign(new EventTarget(), { matches: query === '(display-mode: standalone)' }) as MediaQueryList);

/** The state of an authorization request. */
const stateIn = (url: unknown): string => new URL(String(url)).searchParams.get('state') ?? '';

/** Acts as a native shell that opens Wise itself, so that the page does not navigate. Returns the requests that it gets. */
function shell(element: WiseLink): string[] {
  const urls: string[] = [];
  element.addEventListener('wise-link-navigate', (event) => {
    event.preventDefault();
    urls.push(event.url);
  });
  return urls;
}

/** The reasons of the changes from now on. */
function reasons(element: WiseLink): (string | undefined)[] {
  const seenReasons: (string | undefined)[] = [];
  element.addEventListener('wise-link-change', ({ reason }) => seenReasons.push(reason));
  return seenReasons;
}

/** Waits for the words. */
const says = (element: WiseLink, words: string): Promise<void> => vi.waitFor(() => expect(seen(element).status).toBe(words));

/** An element whose window the browser has blocked. */
async function blocked(attributes: Record<string, string> = {}): Promise<WiseLink> {
  wise.opened.mockImplementationOnce(() => null);
  const element = await wiseLink(attributes);
  press(element, 'launch');
  await says(element, BLOCKED);
  return element;
}

/** An element whose window the customer has closed. */
async function gone(attributes: Record<string, string> = {}): Promise<WiseLink> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const element = await wiseLink(attributes);
  press(element, 'launch');
  wise.vanish();
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
  await says(element, GONE);
  return element;
}

/** The URL that the link opens if it is clicked now. */
function follow(element: WiseLink): string {
  let target = '';
  element.addEventListener(
    'click',
    (event) => {
      target = partOf(element, 'link').getAttribute('href') ?? '';
      event.preventDefault(); // not in a test
    },
    { once: true },
  );
  press(element, 'link');
  return target;
}

/** An authorization response. */
const response = (state: string): string => `${location.origin}/wise-callback.html?code=c&state=${state}`;

/** The redirect page delivers the response from a window that COOP isolates. */
function broadcast(state: string): void {
  const channel = new BroadcastChannel(`wise-link:${state}`);
  channel.postMessage({ type: 'wise-link:1', letter: response(state) });
  channel.close();
}

/** Returns a function that counts the active listeners, channels and timers of the page. */
function activeResources(): () => number {
  const lives: (() => boolean)[] = [];
  for (const target of [window, document]) {
    const add = target.addEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation((kind: string, listener: unknown, options: unknown) => {
      const signal = typeof options === 'object' && options && 'signal' in options ? options.signal : undefined;
      lives.push(() => !(signal instanceof AbortSignal && signal.aborted));
      add(kind, listener as EventListener, options as AddEventListenerOptions);
    });
  }
  const Channel = BroadcastChannel;
  vi.stubGlobal('BroadcastChannel', class extends Channel {
    #isOpen = true;

    constructor(name: string) {
      super(name);
      lives.push(() => this.#isOpen);
    }

    override close(): void {
      this.#isOpen = false;
      super.close();
    }
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
  return () => lives.filter((isAlive) => isAlive()).length + vi.getTimerCount();
}

describe('mode="auto" opens Wise in', () => {
  test.each([
    ['a window on a desktop', () => {}, 'popup'],
    ['a window in Safari on a Mac', () => inBrowser(MAC), 'popup'],
    ['this tab on an iPad that calls itself a Mac', () => { inBrowser(MAC); vi.spyOn(navigator, 'maxTouchPoints', 'get').mockReturnValue(5); }, 'redirect'],
    ['a window in Firefox on Windows', () => inBrowser('Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:139.0) Gecko/20100101 Firefox/139.0'), 'popup'],
    ['this tab in Chrome on Android', () => inBrowser(`${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36`), 'redirect'],
    ['this tab in Chrome on an Android tablet', () => inBrowser(`${ANDROID} Chrome/137.0.0.0 Safari/537.36`), 'redirect'],
    ['this tab in Firefox on Android', () => inBrowser('Mozilla/5.0 (Android 15; Mobile; rv:139.0) Gecko/139.0 Firefox/139.0'), 'redirect'],
    ['this tab in Safari on an iPhone', () => inBrowser(`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`), 'redirect'],
    ['this tab in Chrome on an iPhone', () => inBrowser(`${IPHONE} CriOS/137.0.0.0 Mobile/15E148 Safari/604.1`), 'redirect'],
    ['this tab on an iPad', () => inBrowser(`${IPAD} Version/18.5 Mobile/15E148 Safari/604.1`), 'redirect'],
    ['this tab in an app that was installed from this site', () => installed(), 'redirect'],
    ['a window in a frame', () => inFrame(), 'popup'],
    ['a window in a frame on a phone', () => { inBrowser(`${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36`); inFrame(); }, 'popup'],
    ['a window in a frame in an installed app', () => { installed(); inFrame(); }, 'popup'],
  ] as const)('%s', async (_, here, way) => {
    here();
    const element = await wiseLink({ mode: 'auto' });
    const urls = shell(element);
    const name = 'Connect your Wise account';
    await expect.element(partOf(element, 'launch')).toHaveAccessibleName(way === 'popup' ? `${name} (opens a new window)` : name);
    press(element, 'launch');
    await says(element, way === 'popup' ? 'Continue in the Wise window. This page will update when you have finished.' : 'Taking you to Wise…');
    expect(urls).toHaveLength(1);
    element.cancel();
  });

  test.each([
    ['Facebook', FACEBOOK],
    ['Facebook on Android', `${ANDROID} Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/515.0.0;]`],
    ['Instagram', `${IPHONE} Mobile/15E148 Instagram 380.0.0 (iPhone16,1; iOS 18_5)`],
    ['TikTok', `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36 musical_ly_2023 BytedanceWebview/d8a21c6`],
    ['LINE', `${IPHONE} Mobile/15E148 Safari/604.1 Line/15.9.0`],
    ['the Google app', `${IPHONE} GSA/370.0 Mobile/15E148 Safari/604.1`],
    ['an Android web view', 'Mozilla/5.0 (Linux; Android 15; Pixel 9 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/137.0.0.0 Mobile Safari/537.36'],
    ['an iOS web view', `${IPHONE} Mobile/15E148`],
  ])('L14 neither in %s: it shows why, and offers the link to this page, or an email', async (_, userAgent) => {
    inBrowser(userAgent);
    const element = await wiseLink({ mode: 'auto', 'email-url': '/api/wise/email' });
    const seenReasons = reasons(element);
    press(element, 'launch');
    await says(element, IN_APP);
    expect(wise.opened).not.toHaveBeenCalled();
    expect(seenReasons).toEqual(['open', 'in-app']);
    expect(seen(element)).toEqual({
      status: IN_APP, copy: 'Copy the link', 'continue-here': 'Continue in this tab', email: 'Get a code by email', cancel: 'Cancel',
    });
  });

  test.each([
    ['mode="popup" a window on a phone', { mode: 'popup' }, `${ANDROID} Chrome/137.0.0.0 Mobile Safari/537.36`, true],
    ['mode="redirect" this tab on a desktop', { mode: 'redirect' }, MAC, false],
  ] as const)('nothing else if the mode is set: %s', async (_, attributes, userAgent, opens) => {
    inBrowser(userAgent);
    const element = await wiseLink(attributes);
    const urls = shell(element);
    await expect.element(partOf(element, 'launch')).toHaveAccessibleName(opens ? /\(opens a new window\)$/ : /account$/);
    press(element, 'launch');
    await element.updateComplete;
    expect(urls).toHaveLength(1);
    expect(seen(element).status).toBe(opens ? 'Continue in the Wise window. This page will update when you have finished.' : 'Taking you to Wise…');
    element.cancel();
  });
});

describe('the launch', () => {
  test('L1 opens one window within the click, before any other task', async () => {
    const element = await wiseLink();
    const turns: string[] = [];
    wise.opened.mockImplementation(() => {
      turns.push('open');
      return wise.proxy;
    });
    queueMicrotask(() => turns.push('another turn'));
    press(element, 'launch');
    turns.push('after the click');
    await Promise.resolve();
    expect(turns).toEqual(['open', 'after the click', 'another turn']);
  });

  test.each([
    ['a click by assistive technology', (element: WiseLink) => press(element, 'launch')],
    ['open() in a click on a button of the partner’s', (element: WiseLink) => {
      const button = document.createElement('button');
      button.addEventListener('click', () => void element.open());
      button.click();
    }],
  ])('L2 works with %s', async (_, launch) => {
    const element = await wiseLink();
    launch(element);
    expect(wise.opened).toHaveBeenCalledOnce();
  });

  test.each([
    ['L3 returns no window', () => null],
    ['L4 throws, as Firefox does in a sandbox', () => { throw new DOMException('sandboxed', 'InvalidAccessError'); }],
    ['L5 returns a closed window', () => { vi.spyOn(wise.proxy, 'closed', 'get').mockReturnValue(true); return wise.proxy; }],
  ])('%s: a real link and this tab are offered, and nothing navigates by itself', async (_, open) => {
    wise.opened.mockImplementation(open);
    const element = await wiseLink();
    const seenReasons = reasons(element);
    const urls: string[] = [];
    element.addEventListener('wise-link-navigate', ({ url }) => urls.push(url));
    press(element, 'launch');
    await element.updateComplete; // without any timer
    expect(seen(element)).toEqual({
      status: BLOCKED, link: 'Open Wise', 'continue-here': 'Continue in this tab', copy: 'Copy the link', cancel: 'Cancel',
    });
    const link = partOf(element, 'link');
    expect([link.localName, link.getAttribute('target')]).toEqual(['a', '_blank']);
    await expect.element(link).toHaveAccessibleName('Open Wise (opens a new window)');
    expect(seenReasons).toEqual(['open', 'blocked']);
    expect(urls).toHaveLength(1);
    expect(wise.opened).toHaveBeenCalledOnce();
    await audit(element);
  });

  test('L3 after a click on the link, the card waits as with a window, and the code links', async () => {
    const calls = exchangeAnswers(linked);
    const element = await blocked();
    const seenReasons = reasons(element);
    const state = stateIn(follow(element));
    await says(element, GONE);
    broadcast(state);
    await reaches(element, 'linked');
    expect(seenReasons).toEqual(['gone', 'channel', undefined]);
    expect(calls[0]?.body).toMatchObject({ state, code: 'c', source: 'redirect' });
  });

  test('L9 the window of each attempt has its own random name, which is not the state, and keeps its opener', async () => {
    const element = await wiseLink();
    for (let round = 0; round < 3; round += 1) {
      press(element, 'launch');
      element.cancel();
      await element.updateComplete;
    }
    const names = wise.opened.mock.calls.map(([, name]) => String(name));
    expect(new Set(names).size).toBe(3);
    for (const [url, name] of wise.opened.mock.calls) expect(String(url)).not.toContain(String(name).replace('wise-', ''));
    for (const [, , features] of wise.opened.mock.calls) expect(features).not.toMatch(/noopener|noreferrer/);
  });

  test('L15 mode="redirect" in a frame does not navigate the frame, but offers this page in a new tab', async () => {
    inFrame();
    const before = location.href;
    const element = await wiseLink({ mode: 'redirect', 'email-url': '/api/wise/email' });
    const seenReasons = reasons(element);
    press(element, 'launch');
    await says(element, 'Open this page in a new tab to continue.');
    await expect.element(partOf(element, 'link')).toHaveAccessibleName('Open in a new tab');
    expect(seenReasons).toEqual(['open', 'framed']);
    expect(seen(element)).toEqual({
      status: 'Open this page in a new tab to continue.',
      link: 'Open in a new tab', email: 'Get a code by email', copy: 'Copy the link', cancel: 'Cancel',
    });
    expect(follow(element)).toBe(before);
    expect(partOf(element, 'link').getAttribute('target')).toBe('_blank');
    expect(location.href).toBe(before);
    await audit(element);
  });

  test('L15 in a frame no button continues in this tab, whatever the state of the window', async () => {
    inFrame();
    const element = await blocked();
    expect(Object.keys(seen(element))).toEqual(['status', 'link', 'cancel', 'copy']);
    follow(element);
    await says(element, GONE);
    expect(Object.keys(seen(element))).not.toContain('continue-here');
  });

  test('L18 a click with ctrl, cmd or shift opens the same complete request, once', async () => {
    for (const key of ['ctrlKey', 'metaKey', 'shiftKey'] as const) {
      wise.opened.mockClear();
      const element = await wiseLink();
      partOf(element, 'launch').dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1, [key]: true }));
      expect(wise.opened).toHaveBeenCalledOnce();
      expect([...wise.url.searchParams.keys()]).toEqual(['client_id', 'redirect_uri', 'state']);
      expect(element.phase).toBe('authorizing');
      element.cancel();
    }
  });

  test('L18 the middle or right button on the launch button launches nothing', async () => {
    const element = await wiseLink();
    for (const button of [1, 2]) {
      partOf(element, 'launch').dispatchEvent(new MouseEvent('auxclick', { bubbles: true, detail: 1, button }));
    }
    expect(wise.opened).not.toHaveBeenCalled();
    expect(element.phase).toBe('idle');
  });
});

describe('the window', () => {
  test('P12 after a closed window the same attempt can be opened again at once, with the same name', async () => {
    exchangeAnswers(linked);
    const element = await gone();
    const [first] = wise.opened.mock.calls;
    wise.opened.mockImplementation(() => {
      vi.spyOn(wise.proxy, 'closed', 'get').mockReturnValue(false);
      return wise.proxy;
    });
    press(element, 'launch');
    expect(wise.opened.mock.lastCall).toEqual(first);
    await says(element, 'Continue in the Wise window. This page will update when you have finished.');
    wise.answer('code=c');
    await reaches(element, 'linked');
  });

  test('P12 a closed window is reported within three seconds after the customer is back', async () => {
    const element = await wiseLink();
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
    press(element, 'launch');
    wise.vanish();
    vi.mocked(document.hasFocus).mockReturnValue(false);
    await vi.advanceTimersByTimeAsync(60_000);
    const seenReasons = reasons(element);
    vi.mocked(document.hasFocus).mockReturnValue(true);
    dispatchEvent(new Event('focus'));
    await vi.advanceTimersByTimeAsync(3000);
    vi.useRealTimers();
    await says(element, GONE);
    expect(seenReasons).toEqual(['gone']);
  });

  test('P14 after five minutes it shows that it takes long, without an error, and the window can be opened again', async () => {
    exchangeAnswers(linked);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    const element = await wiseLink();
    const seenReasons = reasons(element);
    let errors = 0;
    element.addEventListener('wise-link-error', () => (errors += 1));
    press(element, 'launch');
    vi.advanceTimersByTime(5 * 60_000);
    vi.useRealTimers();
    await says(element, 'Still waiting for Wise. Continue in the Wise window, or open Wise again.');
    expect(Object.keys(seen(element))).toEqual(['status', 'launch', 'continue-here', 'cancel']);
    expect(seenReasons).toEqual(['open', 'slow']);
    const { state } = wise;
    wise.answer('code=c'); // from the first window
    await reaches(element, 'linked');
    expect([errors, wise.state]).toEqual([0, state]);
  });

  test('L21 window.open returns the decoy of a content blocker, which is never closed: this tab is offered at once', async () => {
    wise.opened.mockImplementation(() => ({ closed: false, focus: () => {}, close: () => {}, postMessage: () => {} }) as unknown as Window);
    const element = await wiseLink();
    press(element, 'launch');
    await says(element, 'Continue in the Wise window. This page will update when you have finished.');
    expect(seen(element)).toMatchObject({ launch: 'Show the Wise window', 'continue-here': 'Continue in this tab', cancel: 'Cancel' });
    const urls = shell(element);
    press(element, 'continue-here');
    await says(element, 'Taking you to Wise…');
    expect(urls.map(stateIn)).toEqual([wise.state]); // the same attempt
  });

  test.each([['ahead', 1], ['back', -1]])('T20 X26 P15 a clock that is set a day %s neither ends nor extends the attempt', async (_, sign) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const element = await wiseLink();
    press(element, 'launch');
    vi.setSystemTime(Date.now() + sign * 24 * 60 * 60_000);
    vi.advanceTimersByTime(29 * 60_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(element.phase).toBe('authorizing');
    element.cancel(); // another attempt, with the changed clock
    press(element, 'launch');
    press(element, 'launch');
    vi.advanceTimersByTime(29 * 60_000);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(element.phase).toBe('authorizing');
    await vi.advanceTimersByTimeAsync(32_000);
    await reaches(element, 'failed');
    expect(element.error?.code).toBe('attempt_expired');
  });

  test('P15 an expired attempt ends once, closes its window, and leaves nothing behind', async () => {
    const count = activeResources();
    const element = await wiseLink();
    const resting = count();
    const errors: string[] = [];
    element.addEventListener('wise-link-error', ({ error }) => errors.push(error.code));
    press(element, 'launch');
    expect(count()).toBeGreaterThan(resting);
    vi.advanceTimersByTime(30 * 60_000);
    await vi.advanceTimersByTimeAsync(1000);
    await reaches(element, 'failed');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(errors).toEqual(['attempt_expired']);
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    expect(count()).toBe(resting);
    expect(sessionStorage).toHaveLength(0);
    expect(seen(element)).toMatchObject({ error: 'This took too long. Start again.', launch: 'Start again' });
  });

  test('P16 cancel closes the window in any state, and ends the attempt once', async () => {
    for (const bring of [gone, blocked]) {
      const element = await bring();
      const exits: string[] = [];
      element.addEventListener('wise-link-exit', ({ reason }) => exits.push(reason));
      const calls = exchangeAnswers(linked);
      const { state } = wise;
      press(element, 'cancel');
      element.cancel();
      wise.answer('code=late', state);
      await element.updateComplete;
      expect([element.phase, exits, calls]).toEqual(['idle', ['cancelled'], []]);
      vi.spyOn(wise.proxy, 'closed', 'get').mockReturnValue(false);
    }
  });

  test('P21 focusWindow() without an open window does nothing', async () => {
    const element = await wiseLink();
    expect(element.focusWindow()).toBe(false);
    press(element, 'launch');
    expect(element.focusWindow()).toBe(true);
    wise.vanish();
    vi.mocked(wise.proxy.focus).mockClear();
    expect(element.focusWindow()).toBe(false);
    expect(wise.proxy.focus).not.toHaveBeenCalled();
    element.cancel();
    expect(element.focusWindow()).toBe(false);
  });

  test('P22 cancel and a link work with a window that COOP isolates, and that cannot be closed', async () => {
    exchangeAnswers(linked);
    vi.mocked(wise.proxy.close).mockImplementation(() => {});
    const element = await wiseLink();
    press(element, 'launch');
    wise.vanish();
    element.cancel();
    await element.updateComplete;
    expect(seen(element).launch).toBe('Connect your Wise account');
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
  });

  test('P23 a thousand cancelled attempts leave no window, listener, channel, timer or stored attempt', async () => {
    const count = activeResources();
    const element = await wiseLink();
    const resting = count();
    for (let round = 0; round < 1000; round += 1) {
      void element.open();
      element.cancel();
    }
    await element.updateComplete;
    expect(wise.opened).toHaveBeenCalledTimes(1000);
    expect(wise.proxy.close).toHaveBeenCalledTimes(1000);
    expect(count()).toBe(resting);
    expect(sessionStorage).toHaveLength(0);
    expect(element.phase).toBe('idle');
  });
});

describe('the same attempt continues', () => {
  const all = { 'email-url': '/api/wise/email' };
  const copied = (): unknown[] => vi.mocked(navigator.clipboard.writeText).mock.lastCall ?? [];
  beforeEach(() => vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue());

  test.each([
    ['with a click on the link', async (element: WiseLink) => {
      const url = follow(element);
      await says(element, GONE);
      return url;
    }],
    ['with the copied link', async (element: WiseLink) => {
      press(element, 'copy');
      await vi.waitFor(() => expect(seen(element).notice).toBe('Copied.'));
      return copied()[0];
    }],
    ['in this tab', async (element: WiseLink) => {
      const urls = shell(element);
      press(element, 'continue-here');
      return urls[0];
    }],
    ['in a window that opens later', async (element: WiseLink) => {
      follow(element);
      await says(element, GONE);
      press(element, 'launch');
      return wise.url;
    }],
    ['in a new element that replaces the first', async (element: WiseLink) => {
      element.remove();
      await Promise.resolve();
      const again = await wiseLink(all);
      await says(again, BLOCKED);
      return follow(again);
    }],
  ])('%s: with the same state', async (_, rung) => {
    const element = await blocked(all);
    const { state } = wise;
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(stateIn(await rung(element))).toBe(state);
    expect(Object.keys(sessionStorage)).toEqual([`wise-link:${state}`]);
  });

  test.each([['blocked', blocked], ['gone', gone]] as const)('by email when the window is %s: the typed code is submitted with the same state', async (_, bring) => {
    const mails = emailAnswers(sent);
    const calls = exchangeAnswers(pending);
    const element = await bring(all);
    const { state } = wise;
    press(element, 'email');
    await reaches(element, 'awaiting-code');
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    expect(calls[0]?.body).toMatchObject({ state, code: 'G2s8EJ', source: 'typed' });
    const names = [...mails, ...calls].map(({ headers }) => headers.get('x-correlation-id'));
    expect(new Set(names).size).toBe(1);
  });

  test('through every way in turn, and then a code from Wise links', async () => {
    const calls = exchangeAnswers(linked);
    const element = await blocked();
    const { state } = wise;
    const urls = shell(element);
    const rungs = [follow(element)];
    await says(element, GONE);
    press(element, 'continue-here');
    await says(element, 'Taking you to Wise…');
    element.handleCallback(`${location.origin}/wise-callback.html?code=c&state=${state}`);
    await reaches(element, 'linked');
    expect([...rungs, ...urls].map(stateIn)).toEqual([state, state]);
    expect(calls[0]?.body).toMatchObject({ state, source: 'redirect' });
  });

  test('not in an app: the copied link is this page, where a new attempt starts', async () => {
    inBrowser(FACEBOOK);
    const element = await wiseLink({ mode: 'auto' });
    press(element, 'launch');
    await says(element, IN_APP);
    press(element, 'copy');
    await vi.waitFor(() => expect(seen(element).notice).toBe('Copied.'));
    expect(copied()).toEqual([location.href]);
  });
});

describe('wise-link-change has the reason', () => {
  let before: string;
  beforeEach(() => {
    before = location.href;
  });
  afterEach(() => history.replaceState(history.state, '', before));

  test.each<[transport: string, bring: (element: WiseLink, state: string) => unknown]>([
    ['message', (_, state) => wise.answer('code=c', state)],
    ['channel', (_, state) => broadcast(state)],
    ['storage', (_, state) => {
      const key = `wise-link:${state}`;
      sessionStorage.setItem(key, `${new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(sessionStorage[key])), letter: response(state) })}`);
      dispatchEvent(new Event('focus'));
    }],
    ['callback', (element, state) => element.handleCallback(response(state))],
    ['typed', async (element) => {
      emailAnswers(sent);
      void element.open({ mode: 'email' });
      await reaches(element, 'awaiting-code');
      element.submitCode('G2s8EJ');
    }],
  ])('of the transport: %s', async (transport, bring) => {
    exchangeAnswers(linked);
    const element = await wiseLink({ 'email-url': '/api/wise/email' });
    press(element, 'launch');
    const seenReasons = reasons(element);
    await bring(element, wise.state);
    await reaches(element, 'linked');
    expect(seenReasons.slice(-2)).toEqual([transport, undefined]);
  });

  test('of the transport: url', async () => {
    exchangeAnswers(linked);
    const attributes = { mode: 'redirect', 'redirect-uri': location.origin + location.pathname };
    const left = await wiseLink(attributes);
    const urls = shell(left);
    press(left, 'launch');
    await left.updateComplete;
    left.remove();
    await Promise.resolve();
    const back = new URL(before);
    back.searchParams.set('code', 'c');
    back.searchParams.set('state', stateIn(urls[0]));
    history.replaceState(history.state, '', back);
    const seenReasons: (string | undefined)[] = [];
    const record = ({ reason }: HTMLElementEventMap['wise-link-change']): unknown => seenReasons.push(reason);
    document.documentElement.addEventListener('wise-link-change', record);
    const element = await wiseLink(attributes);
    await reaches(element, 'linked');
    document.documentElement.removeEventListener('wise-link-change', record);
    expect(seenReasons.slice(-2)).toEqual(['url', undefined]);
    expect(location.href).toBe(before);
  });

  test('of a link made in another tab: elsewhere', async () => {
    const asked = statusAnswers(json({ status: 'none', subject: 'customer-1' }));
    const element = await wiseLink({ 'status-url': '/api/wise/status' });
    await vi.waitFor(() => expect([asked.length, partOf(element, 'card').ariaBusy]).toEqual([1, 'false']));
    const seenReasons = reasons(element);
    const key = 'wise-link:https://wise-sandbox.com/oauth/authorize/ bank';
    dispatchEvent(new StorageEvent('storage', { key, newValue: JSON.stringify({ status: 'linked', link: LINK, subject: 'customer-1' }) }));
    await reaches(element, 'linked');
    expect(seenReasons).toEqual(['elsewhere']);
  });

  test.each<[reason: string, end: (element: WiseLink) => void]>([
    ['cancelled', (element) => element.cancel()],
    ['declined', () => wise.answer('error=access_denied')],
    ['identity_mismatch', () => { exchangeAnswers(problem('identity_mismatch', 409)); wise.answer('code=c'); }],
    ['session_required', () => { exchangeAnswers(problem('session_required', 401, { retryable: true })); wise.answer('code=c'); }],
    ['authorization_failed', () => wise.answer('error=server_error')],
  ])('of the end: %s', async (reason, end) => {
    const element = await wiseLink();
    press(element, 'launch');
    const seenReasons = reasons(element);
    end(element);
    await vi.waitFor(() => expect(seenReasons.at(-1)).toBe(reason));
  });

  test('of the end: discarded', async () => {
    exchangeAnswers(pending, json({ status: 'discarded' }));
    const element = await wiseLink({ mode: 'email' });
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    const seenReasons = reasons(element);
    await answers(element, 'decline');
    await reaches(element, 'idle');
    expect(seenReasons).toEqual([undefined, 'discarded']);
  });
});
