import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deliver, forget, pend, pended, receive, takeLetter } from '../../../src/launch/mailbox.js';

const STATE = 'S'.repeat(43);
const LETTER = `${location.origin}/cb?code=c&state=${STATE}`;
const message = (letter: unknown, type = 'wise-link:1'): unknown => ({ type, letter });

let leaving: AbortController;
let popup: Window;

beforeEach(() => {
  leaving = new AbortController();
  const frame = document.body.appendChild(document.createElement('iframe'));
  if (!frame.contentWindow) throw new Error('no frame');
  popup = frame.contentWindow;
});
afterEach(() => {
  leaving.abort();
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

/** As if `source` on `origin` had posted `data`. */
function posted(data: unknown, { source = popup, origin = location.origin }: { source?: Window | null; origin?: string } = {}): void {
  dispatchEvent(new MessageEvent('message', { data, origin, source }));
}

/** What `receive` has taken of what was posted so far: windows hear at once. */
async function taken(letter: Promise<URL>): Promise<string | undefined> {
  let url: string | undefined;
  void letter.then((found) => {
    url = found.href;
  });
  await Promise.resolve();
  await Promise.resolve();
  return url;
}

describe('receive', () => {
  test('takes a letter from the window', async () => {
    const letter = receive(STATE, popup, leaving.signal);
    posted(message(LETTER));
    expect(await taken(letter)).toBe(LETTER);
  });

  test('takes a letter from the channel', async () => {
    const letter = receive(STATE, null, leaving.signal);
    const channel = new BroadcastChannel(`wise-link:${STATE}`);
    channel.postMessage(message(LETTER));
    expect(await letter).toEqual(new URL(LETTER));
    channel.close();
  });

  test('M16 acknowledges after it took the letter', async () => {
    void receive(STATE, popup, leaving.signal);
    const answered = vi.spyOn(popup, 'postMessage');
    posted(message(LETTER));
    expect(answered).toHaveBeenCalledExactlyOnceWith({ type: 'wise-link:1', letter: undefined }, location.origin);
  });

  test.each([
    ['M1 a foreign origin', message(LETTER), { origin: 'https://evil.example' }],
    ['M5 an origin that looks alike', message(LETTER), { origin: `${location.origin}.evil.example` }],
    ['M5 the null origin', message(LETTER), { origin: 'null' }],
    ['M2 another window', message(LETTER), { source: window }],
    ['no window', message(LETTER), { source: null }],
    ['M3 another type', message(LETTER, 'wise-link:2'), {}],
    ['M4 another state', message(LETTER.replace('S', 'T')), {}],
    ['a letter without state', message(`${location.origin}/cb?code=c`), {}],
    ['a letter that is no URL', message('code=c'), {}],
    ['a letter longer than any', message(LETTER + 'a'.repeat(5000)), {}],
    ['M6 null', null, {}],
    ['M6 a number', 1, {}],
    ['M6 a text', LETTER, {}],
    ['M6 a text of ten million characters', 'a'.repeat(1e7), {}],
    ['M6 an array', [message(LETTER)], {}],
    ['M6 a Map', new Map([['type', 'wise-link:1']]), {}],
    ['M6 bytes', new ArrayBuffer(8), {}],
    ['M6 an error', new Error('x'), {}],
    ['M6 a letter that is an object', message({ toString: () => LETTER }), {}],
  ])('is silent at %s, and stays open', async (_, data, from) => {
    const letter = receive(STATE, popup, leaving.signal);
    posted(data, from);
    expect(await taken(letter)).toBeUndefined();
    posted(message(LETTER));
    expect(await taken(letter)).toBe(LETTER);
  });

  test('M11 is silent at a channel whose name can be guessed', async () => {
    const letter = receive(STATE, popup, leaving.signal);
    for (const name of ['wise-link', 'wise-link:', 'wise-link:undefined', `wise-link:${STATE}`]) {
      const channel = new BroadcastChannel(name);
      channel.postMessage(message(name.endsWith(STATE) ? LETTER : LETTER.replace('code=c', 'code=evil')));
      channel.close();
    }
    expect(String(await letter)).toBe(LETTER);
  });

  test('M8 takes the right letter out of a flood', async () => {
    const letter = receive(STATE, popup, leaving.signal);
    for (let count = 0; count < 10_000; count += 1) posted(message(`${location.origin}/cb?code=c&state=${count}`));
    posted(message(LETTER));
    expect(await taken(letter)).toBe(LETTER);
  });

  test('hears nothing after its signal', async () => {
    const letter = receive(STATE, popup, leaving.signal);
    leaving.abort();
    posted(message(LETTER));
    expect(await taken(letter)).toBeUndefined();
  });

  test.each([
    ['Q9 does without BroadcastChannel', undefined],
    ['Q10 does with a BroadcastChannel that Firefox refuses where cookies are blocked', class {
      constructor() {
        throw new DOMException('denied', 'SecurityError');
      }
    }],
  ])('%s', async (_, channel) => {
    vi.stubGlobal('BroadcastChannel', channel);
    const letter = receive(STATE, popup, leaving.signal);
    vi.unstubAllGlobals();
    posted(message(LETTER));
    expect(await taken(letter)).toBe(LETTER);
  });
});

describe('deliver', () => {
  test('reaches a page that listens, and hears that it was taken', async () => {
    const letter = receive(STATE, null, leaving.signal);
    await deliver(STATE, LETTER);
    expect(String(await letter)).toBe(LETTER);
  });

  test('goes on until somebody takes the letter', async () => {
    const delivered = deliver(STATE, LETTER); // once into the void
    const letter = receive(STATE, null, leaving.signal);
    await delivered;
    expect(String(await letter)).toBe(LETTER);
  });

  test('another copy that sends the same letter is no receipt', async () => {
    const outcomes: string[] = [];
    const copies = ['first', 'second'].map((name) => deliver(STATE, LETTER).then(() => outcomes.push(name)));
    // A channel that is opened after theirs hears a message after they did.
    const witness = new BroadcastChannel(`wise-link:${STATE}`);
    await new Promise((resolve) => witness.addEventListener('message', resolve, { once: true }));
    witness.close();
    expect(outcomes).toEqual([]);
    void receive(STATE, null, leaving.signal);
    await Promise.all(copies);
  });

  test('ends when it is left', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const left = new AbortController();
    void deliver(STATE, LETTER, left);
    expect(vi.getTimerCount()).toBe(1);
    left.abort();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  test('M9 M10 posts to its own origin only', async () => {
    const opener = { postMessage: vi.fn() };
    vi.stubGlobal('opener', opener);
    const delivered = deliver(STATE, LETTER);
    vi.unstubAllGlobals();
    void receive(STATE, null, leaving.signal);
    await delivered;
    expect(opener.postMessage.mock.calls.map(([, origin]) => origin)).toContain(location.origin);
    expect(new Set(opener.postMessage.mock.calls.map(([, origin]) => origin)).size).toBe(1);
  });
});

describe('the note of a redirect', () => {
  const pending = { url: 'https://wise.com/', returnTo: location.href, expires: '1' };

  test('is found again until it is forgotten', () => {
    pend(STATE, pending);
    expect(pended().get(STATE)).toEqual(pending);
    forget(STATE);
    expect(pended().size).toBe(0);
  });

  test('Q7 other people’s entries are neither read nor removed', () => {
    sessionStorage.setItem('theirs', 'x');
    pend(STATE, pending);
    expect([...pended().keys()]).toEqual([STATE]);
    forget(STATE);
    expect(sessionStorage.getItem('theirs')).toBe('x');
  });

  test.each([['junk'], ['{"url":"https://wise.com/"}'], ['%'], ['&&=&'], ['a'.repeat(1e6)]])('Q6 junk under our name does no harm: %.20s', (junk) => {
    sessionStorage.setItem('wise-link:x', junk);
    pend(STATE, pending);
    expect(pended().get('x')?.url).toBeUndefined();
    expect(pended().get(STATE)).toEqual(pending);
  });

  test('Q1 a storage that is closed holds nothing', () => {
    vi.spyOn(window, 'sessionStorage', 'get').mockImplementation(() => {
      throw new DOMException('closed', 'SecurityError');
    });
    expect(pended().size).toBe(0);
  });
});

test('C27 takeLetter leaves the partner’s own parameters in the address, and nothing else', () => {
  const before = location.href;
  const clean = new URL(before);
  const full = new URL(before);
  clean.searchParams.set('via', 'query');
  for (const [name, value] of [['via', 'query'], ['code', 'c'], ['state', 's'], ['profileID', '1'], ['error', 'e'], ['error_description', 'd']] as const) {
    full.searchParams.set(name, value);
  }
  history.replaceState(null, '', full);
  expect(takeLetter()).toBe(full.href);
  expect(location.href).toBe(clean.href);
  history.replaceState(null, '', before);
});
