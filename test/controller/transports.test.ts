import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ExchangePayload, WiseLink } from '../../src/index.js';
import { LINK } from '../support/backend.js';
import { partOf, press, reaches, seen, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

const TRANSPORTS = ['message', 'channel', 'storage'] as const;
type Transport = (typeof TRANSPORTS)[number];

let wise: WiseWindow;
let submitted: ExchangePayload[];
let answering: Promise<unknown>;

beforeEach(() => {
  wise = new WiseWindow();
  submitted = [];
  answering = Promise.resolve();
});
afterEach(() => {
  vi.useRealTimers();
  wise.remove();
});

/** An element whose customer is at Wise. What it submits is linked as soon as `answering` resolves. */
async function atWise(): Promise<WiseLink> {
  const element = await wiseLink({ 'exchange-url': '' });
  element.exchange = async (payload) => {
    submitted.push(payload);
    await answering;
    return { status: 'linked', link: LINK };
  };
  await element.updateComplete;
  press(element, 'launch');
  return element;
}

/** Broadcasts, and waits until every channel that was open before has received it. */
async function broadcast(name: string, data: unknown): Promise<void> {
  const [sender, witness] = [new BroadcastChannel(name), new BroadcastChannel(name)];
  const heard = new Promise((resolve) => witness.addEventListener('message', resolve, { once: true }));
  sender.postMessage(data);
  await heard;
  for (const channel of [sender, witness]) channel.close();
}

/** Wise sends the customer back, and the redirect page delivers the response over this transport. */
async function answers(transport: Transport, query: string, attempt = wise.state, state = attempt): Promise<void> {
  const response = `${location.origin}/wise-callback.html?${query}${state && `&state=${state}`}`;
  if (transport === 'message') wise.answer(query, state);
  if (transport === 'channel') await broadcast(`wise-link:${attempt}`, { type: 'wise-link:1', letter: response });
  if (transport === 'storage') {
    const key = `wise-link:${attempt}`;
    const stored = new URLSearchParams(sessionStorage.getItem(key) ?? '');
    stored.set('letter', response);
    sessionStorage.setItem(key, `${stored}`);
    dispatchEvent(new Event('focus'));
    if (!stored.has('url')) sessionStorage.removeItem(key); // of an ended attempt
  }
}

/** The events that the element dispatches from now on. */
function recordEvents(element: WiseLink): string[] {
  const events: string[] = [];
  for (const name of ['change', 'success', 'error', 'exit', 'navigate'] as const) {
    element.addEventListener(`wise-link-${name}`, (event) => {
      events.push('phase' in event ? `change ${String(event.phase)}` : name);
    });
  }
  return events;
}

/** Resolves after all pending work. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** All orders of these. */
function permutations<T>(items: readonly T[]): T[][] {
  if (!items.length) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe('three transports', () => {
  test.each(permutations(TRANSPORTS))('M14 the first response counts: %s, then %s, then %s', async (first, second, third) => {
    let answer = (): void => {};
    answering = new Promise<void>((resolve) => (answer = resolve));
    const element = await atWise();
    const { state } = wise;
    const reasons: (string | undefined)[] = [];
    element.addEventListener('wise-link-change', ({ reason }) => reasons.push(reason));
    const events = recordEvents(element);
    for (const [index, transport] of [first, second, third, first, second, third].entries()) await answers(transport, `code=c${index}`, state);
    answer();
    await reaches(element, 'linked');
    for (const transport of TRANSPORTS) await answers(transport, 'code=late', state);
    await settled();
    expect(submitted).toMatchObject([{ state, code: 'c0', source: 'redirect' }]);
    expect(events).toEqual(['change exchanging', 'change linked', 'success']);
    expect(reasons).toEqual([first, undefined]);
  });

  // The events while the customer is at Wise, each once: a response over each transport, a closed window, and the end of time.
  const happenings = [...TRANSPORTS, 'close', 'timeout'] as const;
  test.each(permutations(happenings))('M15 exactly one response is taken, and submitted once: %s, %s, %s, %s, %s', async (...order) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const element = await atWise();
    const { state } = wise;
    const events = recordEvents(element);
    for (const happens of order) {
      if (happens === 'close') {
        wise.vanish();
        await vi.advanceTimersByTimeAsync(2500);
      } else if (happens === 'timeout') {
        vi.advanceTimersByTime(31 * 60_000);
        await vi.advanceTimersByTimeAsync(1500);
      } else {
        await answers(happens, `code=${happens}`, state);
      }
    }
    const first = order.find((happens) => happens !== 'close');
    const isLinked = first !== 'timeout';
    await reaches(element, isLinked ? 'linked' : 'failed');
    expect(submitted.map((payload) => 'code' in payload && payload.code)).toEqual(isLinked ? [first] : []);
    // A closed window and a long stay at Wise are hints only.
    const ends = events.filter((event) => event !== 'change authorizing');
    expect(ends).toEqual(isLinked ? ['change exchanging', 'change linked', 'success'] : ['change failed', 'error']);
    expect(element.error?.code).toBe(isLinked ? undefined : 'attempt_expired');
    expect(sessionStorage).toHaveLength(0);
  });

  test('M15 all at once, in the task in which the time ends: one response is taken', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const element = await atWise();
    const { state } = wise;
    vi.advanceTimersByTime(30 * 60_000 - 1);
    const all = TRANSPORTS.map((transport) => answers(transport, `code=${transport}`, state));
    vi.advanceTimersByTime(1500);
    await Promise.all(all);
    await reaches(element, 'linked');
    expect(submitted).toHaveLength(1);
  });

  test.each(TRANSPORTS)('S5 a response by %s after the end of the attempt is ignored', async (transport) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const element = await atWise();
    const { state } = wise;
    vi.advanceTimersByTime(30 * 60_000);
    await vi.advanceTimersByTimeAsync(1000);
    await reaches(element, 'failed');
    const events = recordEvents(element);
    await answers(transport, 'code=late', state);
    expect(element.handleCallback(`${location.origin}/wise-callback.html?code=late&state=${state}`)).toBe(false);
    expect([events, submitted, element.error?.code]).toEqual([[], [], 'attempt_expired']);
  });
});

describe('the state', () => {
  const others: [string, (state: string) => string][] = [
    ['no', () => ''],
    ['another', () => 'T'.repeat(43)],
    ['a shorter', (state) => state.slice(0, -1)],
    ['a longer', (state) => `${state}A`],
    ['one in another case', (state) => state.replace(/[a-z]/i, (response) => (response === response.toLowerCase() ? response.toUpperCase() : response.toLowerCase()))],
    ['a full-width', (state) => state.replace(/[a-z]/i, (response) => String.fromCharCode(response.charCodeAt(0) + 0xfee0))],
  ];
  test.each(others)('S3 M4 %s state is refused on every transport, and the attempt stays open', async (_, other) => {
    const element = await atWise();
    const events = recordEvents(element);
    const state = other(wise.state);
    for (const transport of ['message', 'channel'] as const) await answers(transport, 'code=evil', wise.state, state);
    expect(element.handleCallback(`${location.origin}/wise-callback.html?code=evil${state && `&state=${state}`}`)).toBe(false);
    await settled();
    expect([events, submitted, element.phase]).toEqual([[], [], 'authorizing']);
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(submitted).toMatchObject([{ code: 'c' }]);
  });

  test.each(TRANSPORTS)('S4 is used once: replayed by %s it is refused by the linked attempt and by the next one', async (transport) => {
    const element = await atWise();
    const { state } = wise;
    wise.answer('code=c');
    await reaches(element, 'linked');
    await answers(transport, 'code=c', state);
    element.reset();
    await element.updateComplete;
    press(element, 'launch');
    const events = recordEvents(element);
    await answers(transport, 'code=c', state);
    await settled();
    expect([events, submitted.length, element.phase]).toEqual([[], 1, 'authorizing']);
    wise.answer('code=d');
    await reaches(element, 'linked');
    expect(submitted.map((payload) => 'state' in payload && payload.state)).toEqual([state, wise.state]);
  });

  test.each<[string, () => unknown]>([
    ['crypto', () => undefined],
    ['crypto.getRandomValues', () => ({ randomUUID: () => crypto.randomUUID() })],
    ['its values', () => ({
      randomUUID: () => 'x',
      getRandomValues: () => {
        throw new DOMException('no', 'OperationError');
      },
    })],
  ])('S9 without %s nothing is launched, an error is shown, and Math.random is not used', async (_, stand) => {
    const element = await wiseLink();
    const weak = vi.spyOn(Math, 'random');
    const wrong = vi.fn((event: ErrorEvent) => event.preventDefault());
    addEventListener('error', wrong, { once: true });
    vi.stubGlobal('crypto', stand());
    press(element, 'launch');
    await reaches(element, 'failed');
    vi.unstubAllGlobals();
    removeEventListener('error', wrong);
    expect(wise.opened).not.toHaveBeenCalled();
    expect(weak).not.toHaveBeenCalled();
    expect(wrong).not.toHaveBeenCalled();
    expect(seen(element)).toEqual({ error: 'We could not connect your account. Start again.', launch: 'Start again' });
    press(element, 'launch');
    expect(wise.opened, 'with it, the launch works again').toHaveBeenCalledOnce();
  });
});

describe('a forger on the bank’s own page', () => {
  const GUESSES = ['', '0', 'undefined', 'null', 'state', 'S'.repeat(43), '__proto__'];

  test('M13 messages with a guessed state are ignored', async () => {
    const element = await atWise();
    const events = recordEvents(element);
    const responses = GUESSES.map((guess) => `${location.origin}/wise-callback.html?code=evil&state=${guess}`);
    const last = new Promise((resolve) => addEventListener('message', ({ data }) => data === 'last' && resolve(data)));
    for (const response of responses) window.postMessage({ type: 'wise-link:1', letter: response }, location.origin);
    window.postMessage('last', location.origin);
    await last;
    // Also from a window that this page has opened.
    for (const guess of GUESSES) wise.answer('code=evil', guess);
    expect([events, submitted]).toEqual([[], []]);
    wise.answer('code=c');
    await reaches(element, 'linked');
  });

  test('M11 each attempt has its own channel, named by its state, and ignores every other', async () => {
    const names: string[] = [];
    vi.stubGlobal('BroadcastChannel', class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        names.push(name);
      }
    });
    const element = await atWise();
    const states = [wise.state];
    press(element, 'cancel');
    press(element, 'launch');
    states.push(wise.state);
    vi.unstubAllGlobals();
    expect(names).toEqual(states.map((state) => `wise-link:${state}`));
    expect(new Set(states).size).toBe(2);
    const events = recordEvents(element);
    const response = `${location.origin}/wise-callback.html?code=evil&state=${wise.state}`;
    for (const guess of GUESSES) await broadcast(`wise-link:${guess}`, { type: 'wise-link:1', letter: response });
    await broadcast(`wise-link:${states[0]}`, { type: 'wise-link:1', letter: response });
    expect([events, submitted]).toEqual([[], []]);
  });

  test('M8 the right response is taken in a flood of ten thousand messages', async () => {
    const element = await atWise();
    for (let count = 0; count < 10_000; count += 1) wise.answer('code=evil', `${count}`);
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(submitted).toMatchObject([{ code: 'c' }]);
  });
});

describe('an error from Wise', () => {
  const descriptions: [string, string][] = [
    ['C20 markup', '<img src=x onerror=alert(1)>CANARY'],
    ['C20 a script', 'javascript:alert("CANARY")'],
    ['C20 text with direction marks', '\u202eCANARY\u2066'],
    ['C20 a hundred thousand characters', `CANARY${'a'.repeat(1e5)}`],
  ];
  test.each(descriptions.flatMap(([name, text]) => ['access_denied', 'server_error'].map((error) => [name, error, text] as const)))(
    '%s as the description of %s is in no text, title, attribute, event or console',
    async (_, error, text) => {
      const said: unknown[] = [];
      for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, method).mockImplementation((...all) => said.push(...all));
      const element = await atWise();
      for (const name of ['change', 'success', 'error', 'exit'] as const) {
        element.addEventListener(`wise-link-${name}`, (event) => said.push(Object.entries(event), 'error' in event && String(event.error)));
      }
      const url = `${location.origin}/wise-callback.html?error=${error}&error_description=${encodeURIComponent(text)}&error_uri=${encodeURIComponent(`https://evil.example/${text}`)}&state=${wise.state}`;
      expect(element.handleCallback(url)).toBe(true);
      await element.updateComplete;
      said.push(element.outerHTML, element.shadowRoot?.innerHTML, document.title, JSON.stringify([localStorage, sessionStorage]), element.error?.message);
      expect(JSON.stringify(said)).toContain('wise-link');
      expect(JSON.stringify(said)).not.toContain('CANARY');
      expect(submitted).toEqual([]);
    },
  );

  test('C21 the error_uri of an error is no link', async () => {
    const element = await atWise();
    wise.answer('error=server_error&error_uri=https://evil.example/');
    await reaches(element, 'failed');
    expect(element.shadowRoot?.querySelectorAll('a[href*=evil]')).toHaveLength(0);
    expect(Object.keys(seen(element))).not.toContain('link');
  });

  test.each(TRANSPORTS)('C17 access_denied by %s: shown without blame, and the attempt ends', async (transport) => {
    const element = await atWise();
    const { state } = wise;
    const events = recordEvents(element);
    await answers(transport, 'error=access_denied', state);
    await reaches(element, 'idle');
    expect(events).toEqual(['change idle', 'exit']);
    expect(seen(element)).toEqual({ status: 'You did not give access. No account was connected.', launch: 'Connect your Wise account' });
    await answers(transport, 'code=c', state);
    expect(submitted).toEqual([]);
  });

  test.each(['server_error', 'invalid_scope', 'constructor', '<b>'])('C18 the customer can start again after the error %s', async (error) => {
    const element = await atWise();
    wise.answer(`error=${encodeURIComponent(error)}`);
    await reaches(element, 'failed');
    expect(element.error).toMatchObject({ code: 'authorization_failed', retryable: false });
    expect(partOf(element, 'launch').textContent).toBe('Start again');
  });

  test('C19 an error without a state ends nothing, as anyone can send it', async () => {
    const element = await atWise();
    const events = recordEvents(element);
    const response = `${location.origin}/wise-callback.html?error=access_denied`;
    dispatchEvent(new MessageEvent('message', { data: { type: 'wise-link:1', letter: response }, origin: location.origin, source: wise.proxy }));
    expect(element.handleCallback(response)).toBe(false);
    await settled();
    expect([events, element.phase]).toEqual([[], 'authorizing']);
    wise.answer('code=c');
    await reaches(element, 'linked');
  });
});
