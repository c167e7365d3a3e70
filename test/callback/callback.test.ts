import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse as receive } from '../../src/launch/await-response.js';
import { storeAttempt, storedAttempts } from '../../src/attempt/stored-attempts.js';

const STATE = 'S'.repeat(43);
const PAGE = `${location.origin}/src/callback/callback.html`;
const EXPECTED = { state: STATE, config: { redirectUri: PAGE } };
const RESPONSE = `${PAGE}?code=c&state=${STATE}`;
/** Where redirects begin here: any page that does nothing. */
const RETURN_TO = `${PAGE}?returned#/accounts`;

const WAIT = 'One moment, going back to your page…';
const DONE = 'Done. You can close this window.';
const BACK = 'Please go back to the page where you started. It goes on there.';
const LOST = 'Nothing was linked. Please go back to the page where you started and try again.';

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
  /** What the page says. */
  reads: () => string;
  /** All that leaves it, by whichever road, with the target origin of messages. */
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
    return page.timers.size as never; // Node's types stand in the way of the browser's
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

/** A partner's own content in the redirect page: around its texts, among them, and with class names of everyday use. */
function own({ window: { document } }: RedirectPage): void {
  const paragraph = (text: string, className = ''): HTMLElement => Object.assign(document.createElement('p'), { textContent: text, className });
  document.documentElement.lang = 'en-GB';
  document.body.prepend(paragraph('Bank'));
  const main = document.querySelector('main');
  main?.append(paragraph('Questions? Call us.'), paragraph('Back to your accounts', 'back link'));
  main?.after(paragraph('Bye', 'done'));
}

/** The page that the frame is sent to by what happens. */
async function goesOnTo(happens: () => Promise<unknown>): Promise<string> {
  const left = new Promise((resolve) => frame.addEventListener('load', () => frame.contentWindow?.location.search === '?returned' && resolve(true)));
  await Promise.all([happens(), left]);
  return frame.contentWindow?.location.href ?? '';
}

/** Where the page is when another one has been loaded since: what it had been sent to would have come before. */
async function rests(): Promise<string> {
  const other = document.createElement('iframe');
  const loaded = new Promise((resolve) => other.addEventListener('load', resolve, { once: true }));
  other.src = RETURN_TO;
  document.body.append(other);
  await loaded;
  other.remove();
  return frame.contentWindow?.location.href ?? '';
}

/** Lets the redirect page hand over to this page for real. */
function forReal({ window: page }: RedirectPage): void {
  page.opener = window;
  vi.mocked(page.BroadcastChannel.prototype.postMessage).mockRestore();
}

const both = [[{ type: 'wise-link:1', letter: RESPONSE }, location.origin], { type: 'wise-link:1', letter: RESPONSE }];

describe('the redirect page in a window', () => {
  test('hands the letter over by both roads, on its own origin', async () => {
    const { sent, reads } = await arrives();
    expect(sent).toEqual(both);
    expect(reads()).toBe(WAIT);
  });

  test('M16 says that it is done, and closes, when the page that waits has taken the letter, and not before', async () => {
    const page = await arrives(undefined, forReal);
    expect(page.reads()).toBe(WAIT);
    expect(page.close).not.toHaveBeenCalled();
    const { response } = await receive(EXPECTED, leaving.signal);
    expect(response.href).toBe(RESPONSE);
    await vi.waitFor(() => expect(page.close).toHaveBeenCalledOnce());
    expect(page.reads()).toBe(DONE);
  });

  test('M16 once it is done it says so, however long the browser keeps the window open', async () => {
    const page = await arrives(undefined, forReal);
    vi.spyOn(page.window, 'clearTimeout').mockImplementation(() => page.timers.clear());
    await receive(EXPECTED, leaving.signal);
    await vi.waitFor(() => expect(page.reads()).toBe(DONE));
    page.timers.get(3000)?.();
    expect(page.reads()).toBe(DONE);
  });

  test('P18 M16 without a receipt it says after three seconds what to do, and never the code', async () => {
    const { reads, timers, window, close } = await arrives('?code=CANARY&state=x');
    timers.get(3000)?.();
    expect(reads()).toBe(BACK);
    expect(window.document.documentElement.outerHTML).not.toContain('CANARY');
    expect(close).not.toHaveBeenCalled();
  });

  test.each([
    ['throws, as Safari does when it was asked too often', (page: RedirectPage) => vi.spyOn(page.window.history, 'replaceState').mockImplementation(() => { throw new DOMException('too often', 'SecurityError'); })],
    ['does nothing', (page: RedirectPage) => vi.spyOn(page.window.history, 'replaceState').mockImplementation(() => {})],
  ])('H21 it delivers where cleaning the address %s', async (_, prepare) => {
    const { sent, reads } = await arrives(undefined, prepare);
    expect(sent).toEqual(both);
    expect(reads()).toBe(WAIT);
  });

  test('H21 what it asks the browser to clean is its whole address, which no path can turn into another host', async () => {
    const asked: unknown[] = [];
    await arrives(undefined, (page) => vi.spyOn(page.window.history, 'replaceState').mockImplementation((...call) => void asked.push(call)));
    expect(asked).toEqual([[null, '', PAGE]]);
  });

  test('C27 its address is bare before anything leaves it, and no entry of the history has the code', async () => {
    const addresses: string[] = [];
    let { length } = history;
    const { window } = await arrives(`?code=c&state=${STATE}&via=query#_=_`, (page) => {
      ({ length } = page.window.history);
      page.window.opener.postMessage = () => addresses.push(page.window.location.href);
    });
    expect(addresses).toEqual([PAGE]);
    expect([window.location.href, window.history.state, window.history.length]).toEqual([PAGE, null, length]);
  });

  test('C26 loaded once more, by reload, Back or as a duplicated tab, it has nothing to deliver', async () => {
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
  ])('%s: it says that nothing was linked, posts nothing, keeps nothing, and its address is bare', async (_, query) => {
    const { sent, reads, window, close } = await arrives(query);
    expect([sent, reads()]).toEqual([[], LOST]);
    expect(storedAttempts().size).toBe(0);
    expect(window.location.href).toBe(PAGE);
    expect(close).not.toHaveBeenCalled();
  });

  test.each([
    ['C20 markup', 'error=access_denied&error_description=%3Cimg+src%3Dx+onerror%3Dalert(1)%3ECANARY'],
    ['C20 text that turns its direction', 'error=access_denied&error_description=%E2%80%AECANARY'],
    ['C20 a hundred thousand characters', `error=access_denied&error_description=CANARY${'a'.repeat(1e5)}`],
    ['C21 a place to go to', 'error=access_denied&error_uri=https://evil.example/CANARY'],
  ])('%s is not to be seen, and no link', async (_, query) => {
    const { window, timers } = await arrives(`?${query}&state=${STATE}`);
    for (const run of timers.values()) run();
    expect(window.document.documentElement.outerHTML).not.toContain('CANARY');
    expect(window.document.links).toHaveLength(0);
  });

  test('C23 a state with the name of every object’s member is one like any other', async () => {
    for (const state of ['__proto__', 'constructor', 'toString']) {
      const { sent } = await arrives(`?code=c&state=${state}`);
      expect(sent).toHaveLength(2);
      frame.remove();
    }
  });

  test('M9 M10 all that it posts is for its own origin', async () => {
    const origins: unknown[] = [];
    await arrives(undefined, (page) => {
      page.window.opener.postMessage = (_: unknown, origin: unknown) => origins.push(origin);
    });
    expect(origins).toEqual([location.origin]);
  });

  test.each([
    ['Q1 with storage closed', (page: RedirectPage) => vi.spyOn(page.window, 'sessionStorage', 'get').mockImplementation(() => { throw new DOMException('closed', 'SecurityError'); })],
    ['Q10 with no storage at all', (page: RedirectPage) => vi.spyOn(page.window, 'sessionStorage', 'get').mockReturnValue(undefined as never)],
  ])('%s it hands over all the same', async (_, prepare) => {
    const { sent } = await arrives(undefined, prepare);
    expect(sent).toEqual(both);
  });

  test('Q9 without BroadcastChannel the other road remains', async () => {
    const { sent } = await arrives(undefined, (page) => Object.assign(page.window, { BroadcastChannel: undefined }));
    expect(sent).toEqual(both.slice(0, 1));
  });

  test('a note of a popup, which the browser has copied into its window, is none to go back for', async () => {
    storeAttempt(STATE, { url: 'x', returnTo: '' });
    const { sent, window } = await arrives();
    expect(sent).toEqual(both);
    expect(window.location.href).toBe(PAGE);
  });
});

describe('the redirect page in the tab that the customer has left', () => {
  test('R1 lays the letter down, and goes back to where he was, route and all', async () => {
    const stored = { url: 'x', id: 'i', returnTo: RETURN_TO, expires: '1' };
    storeAttempt(STATE, stored);
    const sent: unknown[] = [];
    expect(await goesOnTo(async () => sent.push(...(await arrives()).sent))).toBe(RETURN_TO);
    expect(storedAttempts().get(STATE)).toEqual({ ...stored, letter: RESPONSE });
    expect(sent).toEqual([]);
  });

  test('Q2 goes back without the letter where storage has become full: there he can go to Wise again', async () => {
    const stored = { url: 'x', returnTo: RETURN_TO };
    storeAttempt(STATE, stored);
    const isFull = (page: RedirectPage): unknown => vi.spyOn(page.window.Storage.prototype, 'setItem').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError'); });
    expect(await goesOnTo(() => arrives(undefined, isFull))).toBe(RETURN_TO);
    expect(storedAttempts()).toEqual(new Map([[STATE, stored]]));
  });

  test('C19 an error without state leads back too, and ends nothing: anybody can bring it', async () => {
    const stored = { url: 'x', returnTo: RETURN_TO };
    storeAttempt(STATE, stored);
    expect(await goesOnTo(() => arrives('?error=access_denied'))).toBe(RETURN_TO);
    expect(storedAttempts()).toEqual(new Map([[STATE, stored]]));
  });

  test.each([
    ['another origin', 'https://evil.example/'],
    ['an origin that begins like this one', `${location.origin}.evil.example/`],
    ['an origin behind this one’s name', `${location.origin}@evil.example/`],
    ['this origin without a path', location.origin],
    ['an address without scheme', '//evil.example/'],
    ['a path', '/accounts'],
    ['a script', 'javascript:parent.hacked = true'],
    ['a script that looks like an address', `javascript:parent.hacked=true//${location.origin}/`],
    ['data', 'data:text/html,x'],
    ['our origin behind a space', ` ${location.origin}/`],
    ['our origin in capital letters', `${location.origin.toUpperCase()}/`],
  ])('R4 does not go to where a note leads that is no page of this origin: %s', async (_, returnTo) => {
    storeAttempt(STATE, { url: 'x', returnTo });
    const { sent } = await arrives();
    expect(await rests()).toBe(PAGE);
    expect('hacked' in globalThis).toBe(false);
    // Such a note is nobody's of ours: whoever waits in another window gets the letter.
    expect(sent).toEqual(both);
    expect(storedAttempts().get(STATE)).not.toHaveProperty('letter');
  });

  test.each(['returnTo=https://evil.example/', `returnTo=${encodeURIComponent(RETURN_TO)}`])('R4 goes nowhere that its own address names: %s', async (parameter) => {
    await arrives(`?code=c&state=${STATE}&${parameter}`);
    expect(await rests()).toBe(PAGE);
  });

  test('R4 goes nowhere for the note of another attempt', async () => {
    storeAttempt('other', { url: 'x', returnTo: RETURN_TO });
    const { sent } = await arrives();
    expect([await rests(), sent]).toEqual([PAGE, both]);
    expect(storedAttempts().get('other')).not.toHaveProperty('letter');
  });
});

describe('the redirect page that the browser makes ready in advance', () => {
  test('R14 does nothing until the customer is there', async () => {
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

  test('R14 hands over at once where the browser knows that, and the page is visited', async () => {
    const { sent } = await arrives(undefined, (page) => Object.defineProperty(page.window.document, 'prerendering', { value: false }));
    expect(sent).toEqual(both);
  });
});

describe('the words of the redirect page', () => {
  test('H21 are true before its script runs: they say where to go on, in the language of the page, and promise nothing', async () => {
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
    ['has waited long', async () => {
      const page = await arrives(undefined, own);
      page.timers.get(3000)?.();
      return page;
    }, BACK],
    ['has nothing to hand over', () => arrives('', own), LOST],
  ])('H21 where a partner has put content of their own beside them, and the page %s', (_, comes, words) => {
    test('they are read, and what is the partner’s as before, in its own language', async () => {
      const { window, reads } = await comes();
      const { body, documentElement } = window.document;
      expect(reads()).toBe(['Bank', words, 'Questions? Call us.', 'Back to your accounts', 'Bye'].join());
      expect([body.lang, documentElement.lang]).toEqual(['en-GB', 'en']);
    });
  });

  test.each([
    ['one language', (text: HTMLElement) => text.lang === 'de', 'de'],
    ['several', (text: HTMLElement) => /^(de|fr)$/.test(text.lang), 'de'],
  ])('H21 are never none where a partner has left %s, and the browser asks for another', async (_, stays, lang) => {
    const { reads, window } = await arrives('', (page) => {
      for (const text of page.window.document.querySelectorAll('p')) if (!stays(text)) text.remove();
      vi.spyOn(page.window.navigator, 'languages', 'get').mockReturnValue(['en', 'xx']);
    });
    expect(reads()).toBe(window.document.querySelector(`.lost[lang=${lang}]`)?.textContent);
    expect(window.document.documentElement.lang).toBe(lang);
  });

  test('H21 are those of another language where one lacks a sentence', async () => {
    const { reads } = await arrives('', ({ window }) => {
      vi.spyOn(window.navigator, 'languages', 'get').mockReturnValue(['de']);
      window.document.querySelector('.lost[lang=de]')?.remove();
    });
    expect(reads()).toBe(LOST);
  });

  test('H21 stay what they are where a partner has taken the sentence out', async () => {
    const { reads } = await arrives('', ({ window }) => {
      for (const text of window.document.querySelectorAll('.lost')) text.remove();
    });
    expect(reads()).toBe(BACK);
  });

  test('H21 without a lang of their own are in the language of the page, which keeps it', async () => {
    const { reads, window } = await arrives('', (page) => {
      page.window.document.documentElement.lang = 'pl';
      for (const text of page.window.document.querySelectorAll('p')) {
        if (text.lang === 'pl') text.removeAttribute('lang');
        else text.remove();
      }
    });
    expect(reads()).toMatch(/^Nic nie połączono/);
    expect(window.document.documentElement.lang).toBe('pl');
  });

  test('H21 of a page from before, which began with “One moment”, are one at a time too', async () => {
    const { reads } = await arrives('', ({ window }) => {
      for (const text of window.document.querySelectorAll<HTMLElement>('p')) text.hidden = text.className !== 'wait' || text.lang !== 'en';
    });
    expect(reads()).toBe(LOST);
  });

  /** What a customer reads whose browser asks for these languages, where there is nothing to hand over. */
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
  ])('are in %s where the browser asks for %j', async (lang, languages) => {
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
    expect([...new Set(leftwards)]).toEqual(['ar', 'he']);
  });

  test('are in every language of the element, all four', async () => {
    const languages = Object.keys(import.meta.glob('../../src/locales/*.ts')).flatMap((file) => /\/([a-z]{2}(-\w+)?)\.ts$/.exec(file)?.[1] ?? []);
    const { window } = await read();
    const texts = [...window.document.querySelectorAll('p')].map(({ lang, className, textContent }) => [lang, className, textContent.trim() !== ''].join());
    expect(languages).toContain('zh-Hant');
    expect(texts.toSorted()).toEqual(languages.flatMap((lang) => ['wait', 'done', 'back', 'lost'].map((name) => [lang, name, true].join())).toSorted());
  });
});
