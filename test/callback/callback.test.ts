import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse as receive } from '../../src/launch/await-response.js';
import { storeAttempt, storedAttempts } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const PAGE = `${location.origin}/src/callback/callback.html`;
const EXPECTED = { state: STATE, config: { redirectUri: PAGE } };
const RESPONSE = `${PAGE}?code=c&state=${STATE}`;
/** The page that started the redirect: any page without a script. */
const RETURN_TO = `${PAGE}?returned#/accounts`;

const WAIT = 'Taking you back to your page…';
const DONE = 'Done. You can close this window.';
const BACK = 'Go back to the page where you started to continue.';
const LOST = 'No account was connected. Go back to the page where you started and try again.';

let leaving: AbortController;
let frame: HTMLIFrameElement;

beforeEach(() => {
  leaving = new AbortController();
  frame = document.createElement('iframe');
});
afterEach(() => {
  leaving.abort();
  frame.remove();
});

/** The redirect page, in a frame. */
interface RedirectPage {
  window: Window & typeof globalThis;
  /** The visible texts of the page. */
  reads: () => string;
  /** Everything that it sends, over any transport, with the target origin of messages. */
  sent: unknown[];
  close: () => void;
  /** The timers that it has set, by their milliseconds. */
  timers: Map<number, () => void>;
}

/** Wise sends the customer to the redirect page. */
async function arrives(query = `?code=c&state=${STATE}`, prepare: (page: RedirectPage) => void = () => {}): Promise<RedirectPage> {
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.src = PAGE + query;
  document.body.append(frame);
  await loaded;
  const window = frame.contentWindow as RedirectPage['window'] | null;
  if (!window) throw new Error('A frame without a window');
  const sent: unknown[] = [];
  const reads = (): string => [...window.document.querySelectorAll('p')].flatMap((text) => (text.checkVisibility() ? text.innerText : [])).join();
  const page = { window, sent, reads, close: vi.spyOn(window, 'close').mockImplementation(() => {}), timers: new Map<number, () => void>() };
  window.opener = { postMessage: (...message: unknown[]) => sent.push(message) };
  vi.spyOn(window.BroadcastChannel.prototype, 'postMessage').mockImplementation((message) => sent.push(message));
  vi.spyOn(window, 'setTimeout').mockImplementation((run, after, ...values) => {
    page.timers.set(Number(after), () => typeof run === 'function' && run(...values));
    return page.timers.size as never; // Node's types hide those of the browser
  });
  prepare(page);
  const script = window.document.createElement('script');
  const ran = new Promise((resolve) => script.addEventListener('load', resolve));
  script.type = 'module';
  script.src = '/src/callback/callback.ts';
  window.document.body.append(script);
  await ran;
  return page;
}

/** The redirect page whose script has not run. */
async function rest(): Promise<Document> {
  return new DOMParser().parseFromString(await (await fetch(PAGE)).text(), 'text/html');
}

/** Adds a partner's own content: around the texts, between them, and with common class names. */
function own({ window: { document } }: RedirectPage): void {
  const paragraph = (text: string, className = ''): HTMLElement => Object.assign(document.createElement('p'), { textContent: text, className });
  document.documentElement.lang = 'en-GB';
  document.body.prepend(paragraph('Bank'));
  const main = document.querySelector('main');
  main?.append(paragraph('Questions? Call us.'), paragraph('Back to your accounts', 'back link'));
  main?.after(paragraph('Bye', 'done'));
}

/** The page to which the frame navigates. */
async function goesOnTo(happens: () => Promise<unknown>): Promise<string> {
  const left = new Promise((resolve) => frame.addEventListener('load', () => frame.contentWindow?.location.search === '?returned' && resolve(true)));
  await Promise.all([happens(), left]);
  return frame.contentWindow?.location.href ?? '';
}

/** The URL of the frame after another page was loaded: a navigation would be done by then. */
async function rests(): Promise<string> {
  const other = document.createElement('iframe');
  const loaded = new Promise((resolve) => other.addEventListener('load', resolve, { once: true }));
  other.src = RETURN_TO;
  document.body.append(other);
  await loaded;
  other.remove();
  return frame.contentWindow?.location.href ?? '';
}

/** Connects the redirect page to this page, without mocks. */
function forReal({ window: page }: RedirectPage): void {
  page.opener = window;
  vi.mocked(page.BroadcastChannel.prototype.postMessage).mockRestore();
}

const both = [[{ type: 'wise-link:1', letter: RESPONSE }, location.origin], { type: 'wise-link:1', letter: RESPONSE }];

describe('the redirect page in a window', () => {
  test('sends the response over both transports, to its own origin', async () => {
    const { sent, reads } = await arrives();
    expect(sent).toEqual(both);
    expect(reads()).toBe(WAIT);
  });

  test('M16 shows that it is done, and closes, only when the waiting page has taken the response', async () => {
    const page = await arrives(undefined, forReal);
    expect(page.reads()).toBe(WAIT);
    expect(page.close).not.toHaveBeenCalled();
    const { response } = await receive(EXPECTED, leaving.signal);
    expect(response.href).toBe(RESPONSE);
    await vi.waitFor(() => expect(page.close).toHaveBeenCalledOnce());
    expect(page.reads()).toBe(DONE);
  });

  test('M16 keeps showing that it is done if the browser does not close the window', async () => {
    const page = await arrives(undefined, forReal);
    vi.spyOn(page.window, 'clearTimeout').mockImplementation(() => page.timers.clear());
    await receive(EXPECTED, leaving.signal);
    await vi.waitFor(() => expect(page.reads()).toBe(DONE));
    page.timers.get(3000)?.();
    expect(page.reads()).toBe(DONE);
  });

  test('P18 M16 without a receipt, it shows after three seconds what to do, and never the code', async () => {
    const { reads, timers, window, close } = await arrives('?code=CANARY&state=x');
    timers.get(3000)?.();
    expect(reads()).toBe(BACK);
    expect(window.document.documentElement.outerHTML).not.toContain('CANARY');
    expect(close).not.toHaveBeenCalled();
  });

  test.each([
    ['throws, as in Safari after 100 calls', (page: RedirectPage) => vi.spyOn(page.window.history, 'replaceState').mockImplementation(() => { throw new DOMException('too often', 'SecurityError'); })],
    ['does nothing', (page: RedirectPage) => vi.spyOn(page.window.history, 'replaceState').mockImplementation(() => {})],
  ])('H21 it delivers the response if replaceState %s', async (_, prepare) => {
    const { sent, reads } = await arrives(undefined, prepare);
    expect(sent).toEqual(both);
    expect(reads()).toBe(WAIT);
  });

  test('H21 it passes a whole URL to replaceState, as a path could be read as a host', async () => {
    const asked: unknown[] = [];
    await arrives(undefined, (page) => vi.spyOn(page.window.history, 'replaceState').mockImplementation((...call) => void asked.push(call)));
    expect(asked).toEqual([[null, '', PAGE]]);
  });

  test('C27 its URL has no query before it sends anything, and no history entry has the code', async () => {
    const addresses: string[] = [];
    let { length } = history;
    const { window } = await arrives(`?code=c&state=${STATE}&via=query#_=_`, (page) => {
      ({ length } = page.window.history);
      page.window.opener.postMessage = () => addresses.push(page.window.location.href);
    });
    expect(addresses).toEqual([PAGE]);
    expect([window.location.href, window.history.state, window.history.length]).toEqual([PAGE, null, length]);
  });

  test('C26 after a reload, Back or in a duplicated tab, it delivers nothing', async () => {
    const { window } = await arrives();
    const query = window.location.href.slice(PAGE.length);
    frame.remove();
    const { sent, reads } = await arrives(query);
    expect([query, sent, reads()]).toEqual(['', [], LOST]);
  });

  test.each([
    ['C25 no query', ''],
    ['C25 an empty query', '?'],
    ['C19 an error without state', '?error=access_denied'],
    ['a code without state', '?code=c'],
    ['an empty state', '?code=c&state='],
    ['C13 a code and a state in the fragment', `#code=c&state=${STATE}`],
    ['C14 a code without state in query and fragment', `?code=c#code=d&state=${STATE}`],
    ['C15 tokens', '#access_token=t&id_token=t'],
  ])('%s: it shows that nothing was linked, sends and stores nothing, and its URL has no query', async (_, query) => {
    const { sent, reads, window, close } = await arrives(query);
    expect([sent, reads()]).toEqual([[], LOST]);
    expect(storedAttempts().size).toBe(0);
    expect(window.location.href).toBe(PAGE);
    expect(close).not.toHaveBeenCalled();
  });

  test.each([
    ['C20 markup', 'error=access_denied&error_description=%3Cimg+src%3Dx+onerror%3Dalert(1)%3ECANARY'],
    ['C20 text with direction marks', 'error=access_denied&error_description=%E2%80%AECANARY'],
    ['C20 a hundred thousand characters', `error=access_denied&error_description=CANARY${'a'.repeat(1e5)}`],
    ['C21 an error_uri', 'error=access_denied&error_uri=https://evil.example/CANARY'],
  ])('%s is not shown, and is no link', async (_, query) => {
    const { window, timers } = await arrives(`?${query}&state=${STATE}`);
    for (const run of timers.values()) run();
    expect(window.document.documentElement.outerHTML).not.toContain('CANARY');
    expect(window.document.links).toHaveLength(0);
  });

  test('C23 a state with the name of an object member is delivered like any other', async () => {
    for (const state of ['__proto__', 'constructor', 'toString']) {
      const { sent } = await arrives(`?code=c&state=${state}`);
      expect(sent).toHaveLength(2);
      frame.remove();
    }
  });

  test('M9 M10 it posts only to its own origin', async () => {
    const origins: unknown[] = [];
    await arrives(undefined, (page) => {
      page.window.opener.postMessage = (_: unknown, origin: unknown) => origins.push(origin);
    });
    expect(origins).toEqual([location.origin]);
  });

  test.each([
    ['Q1 with blocked storage', (page: RedirectPage) => vi.spyOn(page.window, 'sessionStorage', 'get').mockImplementation(() => { throw new DOMException('closed', 'SecurityError'); })],
    ['Q10 without storage', (page: RedirectPage) => vi.spyOn(page.window, 'sessionStorage', 'get').mockReturnValue(undefined as never)],
  ])('%s it delivers the response', async (_, prepare) => {
    const { sent } = await arrives(undefined, prepare);
    expect(sent).toEqual(both);
  });

  test('Q9 without BroadcastChannel it uses postMessage', async () => {
    const { sent } = await arrives(undefined, (page) => Object.assign(page.window, { BroadcastChannel: undefined }));
    expect(sent).toEqual(both.slice(0, 1));
  });

  test('it does not return for the stored attempt of a popup, which the browser has copied into its window', async () => {
    storeAttempt(STATE, { url: 'x', returnTo: '' });
    const { sent, window } = await arrives();
    expect(sent).toEqual(both);
    expect(window.location.href).toBe(PAGE);
  });
});

describe('the redirect page in the tab that the customer has left', () => {
  test('R1 stores the response, and returns to the page and its route', async () => {
    const stored = { url: 'x', id: 'i', returnTo: RETURN_TO, expires: '1' };
    storeAttempt(STATE, stored);
    const sent: unknown[] = [];
    expect(await goesOnTo(async () => sent.push(...(await arrives()).sent))).toBe(RETURN_TO);
    expect(storedAttempts().get(STATE)).toEqual({ ...stored, letter: RESPONSE });
    expect(sent).toEqual([]);
  });

  test('Q2 returns without the response if storage is full: the customer can go to Wise again there', async () => {
    const stored = { url: 'x', returnTo: RETURN_TO };
    storeAttempt(STATE, stored);
    const isFull = (page: RedirectPage): unknown => vi.spyOn(page.window.Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError'); });
    expect(await goesOnTo(() => arrives(undefined, isFull))).toBe(RETURN_TO);
    expect(storedAttempts()).toEqual(new Map([[STATE, stored]]));
  });

  test('C19 returns after an error without a state, which ends nothing, as anyone can send it', async () => {
    const stored = { url: 'x', returnTo: RETURN_TO };
    storeAttempt(STATE, stored);
    expect(await goesOnTo(() => arrives('?error=access_denied'))).toBe(RETURN_TO);
    expect(storedAttempts()).toEqual(new Map([[STATE, stored]]));
  });

  test.each([
    ['another origin', 'https://evil.example/'],
    ['an origin that starts with this one', `${location.origin}.evil.example/`],
    ['an origin after this one as a user name', `${location.origin}@evil.example/`],
    ['this origin without a path', location.origin],
    ['a URL without a scheme', '//evil.example/'],
    ['a path', '/accounts'],
    ['a script', 'javascript:parent.hacked = true'],
    ['a script that looks like a URL', `javascript:parent.hacked=true//${location.origin}/`],
    ['data', 'data:text/html,x'],
    ['this origin after a space', ` ${location.origin}/`],
    ['this origin in capital letters', `${location.origin.toUpperCase()}/`],
  ])('R4 does not return to a stored URL that is not a page of this origin: %s', async (_, returnTo) => {
    storeAttempt(STATE, { url: 'x', returnTo });
    const { sent } = await arrives();
    expect(await rests()).toBe(PAGE);
    expect('hacked' in globalThis).toBe(false);
    // The stored attempt is invalid, so the response goes to other windows.
    expect(sent).toEqual(both);
    expect(storedAttempts().get(STATE)).not.toHaveProperty('letter');
  });

  test.each(['returnTo=https://evil.example/', `returnTo=${encodeURIComponent(RETURN_TO)}`])('R4 ignores a returnTo in its own URL: %s', async (parameter) => {
    await arrives(`?code=c&state=${STATE}&${parameter}`);
    expect(await rests()).toBe(PAGE);
  });

  test('R4 does not return for another stored attempt', async () => {
    storeAttempt('other', { url: 'x', returnTo: RETURN_TO });
    const { sent } = await arrives();
    expect([await rests(), sent]).toEqual([PAGE, both]);
    expect(storedAttempts().get('other')).not.toHaveProperty('letter');
  });
});

describe('the prerendered redirect page', () => {
  test('R14 does nothing until it is activated', async () => {
    let isPrerendering = true;
    const { window, sent, reads, timers } = await arrives(undefined, (page) => {
      Object.defineProperty(page.window.document, 'prerendering', { configurable: true, get: () => isPrerendering });
    });
    expect([sent, window.location.href, reads(), timers.size]).toEqual([[], RESPONSE, BACK, 0]);
    isPrerendering = false;
    window.document.dispatchEvent(new Event('prerenderingchange', { bubbles: true }));
    expect(sent).toEqual(both);
    expect(window.location.href).toBe(PAGE);
  });

  test('R14 delivers at once if the browser supports prerendering, and the page is active', async () => {
    const { sent } = await arrives(undefined, (page) => Object.defineProperty(page.window.document, 'prerendering', { value: false }));
    expect(sent).toEqual(both);
  });
});

describe('the words of the redirect page', () => {
  test('H21 are true before its script runs: they tell the customer where to continue, in the language of the page', async () => {
    const { documentElement } = await rest();
    const shown = [...documentElement.querySelectorAll('p:not([hidden])')].map((text) => [text.textContent, text.closest('[lang]')?.getAttribute('lang')]);
    expect(shown).toEqual([[BACK, 'en']]);
  });

  describe.each<[string, () => Promise<RedirectPage>, string]>([
    ['waits', () => arrives(undefined, own), WAIT],
    ['is done', async () => {
      const page = await arrives(undefined, (one) => { own(one); forReal(one); });
      await receive(EXPECTED, leaving.signal);
      await vi.waitFor(() => expect(page.reads()).toContain(DONE));
      return page;
    }, DONE],
    ['has waited for three seconds', async () => {
      const page = await arrives(undefined, own);
      page.timers.get(3000)?.();
      return page;
    }, BACK],
    ['has no response', () => arrives('', own), LOST],
  ])('H21 beside a partner’s own content, if the page %s', (_, comes, words) => {
    test('are shown, and the partner’s content stays, in its own language', async () => {
      const { window, reads } = await comes();
      const { body, documentElement } = window.document;
      expect(reads()).toBe(['Bank', words, 'Questions? Call us.', 'Back to your accounts', 'Bye'].join());
      expect([body.lang, documentElement.lang]).toEqual(['en-GB', 'en']);
    });
  });

  test.each([
    ['one language', (text: HTMLElement) => text.lang === 'de', 'de'],
    ['several', (text: HTMLElement) => /^(de|fr)$/.test(text.lang), 'de'],
  ])('H21 have a fallback if a partner has kept %s, and the browser prefers another', async (_, stays, lang) => {
    const { reads, window } = await arrives('', (page) => {
      for (const text of page.window.document.querySelectorAll('p')) if (!stays(text)) text.remove();
      vi.spyOn(page.window.navigator, 'languages', 'get').mockReturnValue(['en', 'xx']);
    });
    expect(reads()).toBe(window.document.querySelector(`.lost[lang=${lang}]`)?.textContent);
    expect(window.document.documentElement.lang).toBe(lang);
  });

  test('H21 have a fallback if a language lacks a text', async () => {
    const { reads } = await arrives('', ({ window }) => {
      vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(['de']);
      window.document.querySelector('.lost[lang=de]')?.remove();
    });
    expect(reads()).toBe(LOST);
  });

  test('H21 do not change if a partner has removed a text in all languages', async () => {
    const { reads } = await arrives('', ({ window }) => {
      for (const text of window.document.querySelectorAll('.lost')) text.remove();
    });
    expect(reads()).toBe(BACK);
  });

  test('H21 without lang are in the language of the page, which stays', async () => {
    const { reads, window } = await arrives('', (page) => {
      page.window.document.documentElement.lang = 'pl';
      for (const text of page.window.document.querySelectorAll('p')) {
        if (text.lang === 'pl') text.removeAttribute('lang');
        else text.remove();
      }
    });
    expect(reads()).toMatch(/^Żadne konto nie zostało połączone/);
    expect(window.document.documentElement.lang).toBe('pl');
  });

  test('H21 of an older page, which started with “One moment”, are shown one at a time', async () => {
    const { reads } = await arrives('', ({ window }) => {
      for (const text of window.document.querySelectorAll<HTMLElement>('p')) text.hidden = text.className !== 'wait' || text.lang !== 'en';
    });
    expect(reads()).toBe(LOST);
  });

  /** The redirect page without a response, in a browser that prefers these languages. */
  const read = async (...languages: string[]): Promise<RedirectPage> =>
    arrives('', ({ window }) => void vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(languages));

  test.each([
    ['de', ['de-AT', 'en']],
    ['fr', ['xx', 'fr-CA', 'de']],
    ['pt', ['pt']],
    ['pt', ['pt-AO']],
    ['pt-BR', ['pt-BR']],
    ['nb', ['no']],
    ['nb', ['nn-NO']],
    ['zh-Hans', ['zh']],
    ['zh-Hans', ['zh-SG']],
    ['zh-Hant', ['zh-TW']],
    ['zh-Hant', ['zh-Hant-HK']],
    ['ko', ['ko-KR']],
    ['en', ['kok', 'fil', 'x']],
    ['en', ['', 'not a language', '🙂']],
    ['en', []],
  ])('are in %s if the browser prefers %j', async (lang, languages) => {
    const { reads, window } = await read(...languages);
    const { documentElement, title } = window.document;
    expect(documentElement.lang).toBe(lang);
    expect(reads()).toBe(window.document.querySelector(`.lost[lang="${lang}"]`)?.textContent);
    expect(title).toBe(reads());
  });

  test('run from right to left in Arabic and Hebrew, and from left to right in all others', async () => {
    const { window } = await read();
    const texts = [...window.document.querySelectorAll('p')];
    const leftwards = texts.filter((text) => window.getComputedStyle(text).direction === 'rtl').map(({ lang }) => lang);
    expect([...new Set(leftwards)].join(' ')).toBe('ar he');
  });

  test('are in every language of the element, all four', async () => {
    const languages = Object.keys(import.meta.glob('../../src/locales/*.ts')).flatMap((file) => /\/([a-z]{2}(-[A-Z]\w+)?)\.ts$/.exec(file)?.[1] ?? []);
    const { window } = await read();
    const texts = [...window.document.querySelectorAll('p')].map(({ lang, className, textContent }) => [lang, className, textContent.trim() !== ''].join());
    expect(languages).toContain('zh-Hant');
    expect(texts.toSorted()).toEqual(languages.flatMap((lang) => ['wait', 'done', 'back', 'lost'].map((name) => [lang, name, true].join())).toSorted());
  });
});
