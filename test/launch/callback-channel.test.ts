import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awaitResponse as receive } from '../../src/launch/await-response.js';
import type { Received } from '../../src/launch/launcher.js';
import { deliver } from '../../src/launch/callback-channel.js';

const STATE = 'S'.repeat(43);
const EXPECTED = { state: STATE, config: { redirectUri: `${location.origin}/cb` } };
const RESPONSE = `${location.origin}/cb?code=c&state=${STATE}`;
/** A forged response. */
const FORGED = `${location.origin}/cb?code=evil&state=${STATE}`;
const message = (response: unknown = FORGED, type: unknown = 'wise-link:1'): object => ({ type, letter: response });

let leaving: AbortController;
let popup: Window;

beforeEach(() => {
  leaving = new AbortController();
  popup = frame();
  popup.opener = window;
});
afterEach(() => {
  vi.useRealTimers();
  leaving.abort();
  for (const element of document.querySelectorAll('iframe')) element.remove();
});

/** Another window on this origin. */
function frame(): Window {
  const { contentWindow } = document.body.appendChild(document.createElement('iframe'));
  if (!contentWindow) throw new Error('A frame without a window');
  return contentWindow;
}

/** Dispatches a message, as if `source` on `origin` had posted `data`. */
function posted(data: unknown, { source = popup, ...from }: { source?: MessageEventSource | null; origin?: string; ports?: MessagePort[] } = {}): void {
  const event = new MessageEvent('message', { data, origin: location.origin, ...from });
  // WebKit's constructor rejects a closed window, which real events may have.
  dispatchEvent(Object.defineProperty(event, 'source', { value: source }));
}

/** The response that was taken so far. Messages are dispatched synchronously. */
async function taken(received: Promise<Received>): Promise<string | undefined> {
  const nothing = Promise.resolve().then(() => undefined);
  return (await Promise.race([received, nothing]))?.response.href;
}

/** Broadcasts, and waits until every channel that was open before has received it. */
async function broadcast(name: string, ...data: unknown[]): Promise<void> {
  const [sender, witness] = [new BroadcastChannel(name), new BroadcastChannel(name)];
  const last = new Promise((resolve) => witness.addEventListener('message', ({ data: text }) => text === 'last' && resolve(text)));
  for (const each of [...data, 'last']) sender.postMessage(each);
  await last;
  for (const channel of [sender, witness]) channel.close();
}

const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => ({ type: inner, letter: inner }), FORGED);

function cyclic(): unknown {
  const data = { type: 'wise-link:1', letter: {} };
  data.letter = data;
  return data;
}

describe('receive', () => {
  test('takes a response from a window that this one has opened', async () => {
    const received = receive(EXPECTED, leaving.signal);
    posted(message(RESPONSE));
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'message' });
  });

  test('takes a response from the opener of this window', async () => {
    const opener = frame();
    vi.stubGlobal('opener', opener);
    const received = receive(EXPECTED, leaving.signal);
    posted(message(RESPONSE), { source: opener });
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'message' });
  });

  test('takes a response from the channel', async () => {
    const received = receive(EXPECTED, leaving.signal);
    await broadcast(`wise-link:${STATE}`, message(RESPONSE));
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'channel' });
  });

  const strangers: [string, () => Partial<MessageEventInit>][] = [
    ['M1 a foreign origin', () => ({ origin: 'https://evil.example' })],
    ['M5 an origin that starts with this origin', () => ({ origin: `${location.origin}.evil.example` })],
    ['M5 an origin that ends with this origin', () => ({ origin: `https://evil.example/${location.origin}` })],
    ['M5 this host with https', () => ({ origin: location.origin.replace('http:', 'https:') })],
    ['M5 another port', () => ({ origin: `http://${location.hostname}:1` })],
    ['M5 no port', () => ({ origin: `http://${location.hostname}` })],
    ['M5 a subdomain', () => ({ origin: location.origin.replace('//', '//www.') })],
    ['M5 this host in capital letters', () => ({ origin: location.origin.toUpperCase() })],
    ['M5 punycode', () => ({ origin: `http://xn--${location.host}` })],
    ['M5 a slash at the end', () => ({ origin: `${location.origin}/` })],
    ['M5 the null origin', () => ({ origin: 'null' })],
    ['M5 no origin', () => ({ origin: '' })],
    ['M2 this window', () => ({ source: window })],
    ['M2 no window', () => ({ source: null })],
    ['M2 a window without an opener', () => ({ source: frame() })],
    ['M2 a window that another one opened', () => ({ source: Object.assign(frame(), { opener: frame() }) })],
    ['M2 a closed window', () => {
      const source = Object.assign(frame(), { opener: frame() });
      source.frameElement?.remove();
      return { source };
    }],
    ['M2 a port', () => ({ source: new MessageChannel().port1 })],
  ];
  test.each(strangers)('%s: silent, and stays open', async (_, from) => {
    const received = receive(EXPECTED, leaving.signal);
    const answered = vi.spyOn(popup, 'postMessage');
    posted(message(), from());
    expect(await taken(received)).toBeUndefined();
    expect(answered).not.toHaveBeenCalled();
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  test.each([
    ['M5 the null origin', 'allow-scripts'],
    ['M2 a frame of this page', undefined],
  ])('%s, for real: silent, and stays open', async (_, sandbox) => {
    const received = receive(EXPECTED, leaving.signal);
    const heard = new Promise<MessageEvent>((resolve) => addEventListener('message', resolve, { once: true, signal: leaving.signal }));
    const stranger = document.createElement('iframe');
    if (sandbox) stranger.setAttribute('sandbox', sandbox);
    stranger.srcdoc = `<script>parent.postMessage(${JSON.stringify(message())}, '*')</script>`;
    document.body.append(stranger);
    expect((await heard).origin).toBe(sandbox ? 'null' : location.origin);
    expect(await taken(received)).toBeUndefined();
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  const junk: [string, () => unknown][] = [
    ['M3 the type of another version', () => message(FORGED, 'wise-link:2')],
    ['M3 a prefix of the type', () => message(FORGED, 'wise-link:')],
    ['M3 a list with the type', () => message(FORGED, ['wise-link:1'])],
    ['M3 a type that is a number', () => message(FORGED, 1)],
    ['M3 no type', () => ({ letter: FORGED })],
    ['M3 a receipt', () => ({ type: 'wise-link:1' })],
    ['M3 a response of another attempt', () => message(FORGED.replace('S', 'T'))],
    ['M4 no state', () => message(`${location.origin}/cb?code=evil`)],
    ['M4 a state in another case', () => message(FORGED.replace(STATE, STATE.toLowerCase()))],
    ['M4 a truncated state', () => message(FORGED.slice(0, -1))],
    ['M4 a state with more characters', () => message(`${FORGED}S`)],
    ['M4 a state behind another one', () => message(`${location.origin}/cb?code=evil&state=x&state=${STATE}`)],
    ['M4 a state in the fragment', () => message(`${location.origin}/cb?code=evil#state=${STATE}`)],
    ['M6 null', () => null],
    ['M6 undefined', () => undefined],
    ['M6 a number', () => 1],
    ['M6 a big number', () => 10n ** 40n],
    ['M6 a text', () => FORGED],
    ['M6 a text of ten million characters', () => 'a'.repeat(1e7)],
    ['M6 an array', () => [message()]],
    ['M6 a Map', () => new Map(Object.entries(message()))],
    ['M6 bytes', () => new TextEncoder().encode(FORGED).buffer],
    ['M6 an error', () => new Error(FORGED)],
    ['M6 an object in ten thousand objects', () => nested(10_000)],
    ['M6 an object in itself', cyclic],
    ['M6 a response that is an object', () => message({ href: FORGED })],
    ['M6 a response that is a list', () => message([FORGED])],
    ['M6 a response that is null', () => message(null)],
    ['M6 a response that is not a URL', () => message(`code=evil&state=${STATE}`)],
    ['M6 a response of ten million characters', () => message(FORGED + 'a'.repeat(1e7))],
    ['C22 a response longer than the limit', () => message(`${FORGED}&x=${'a'.repeat(4096)}`)],
  ];
  test.each(junk)('%s from the Wise window: silent, and stays open', async (_, data) => {
    const received = receive(EXPECTED, leaving.signal);
    const answered = vi.spyOn(popup, 'postMessage');
    posted(data());
    expect(await taken(received)).toBeUndefined();
    expect(answered).not.toHaveBeenCalled();
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  test('M3 M4 M6 all of these over the channel: silent, and stays open', async () => {
    const received = receive(EXPECTED, leaving.signal);
    // Browsers send nothing that is nested deeper.
    const sendable = junk.filter(([name]) => !name.includes('ten thousand objects')).map(([, data]) => data());
    await broadcast(`wise-link:${STATE}`, ...sendable, nested(500));
    expect(await taken(received)).toBeUndefined();
    await broadcast(`wise-link:${STATE}`, message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  test('M6 a message that cannot be read: silent, and stays open', async () => {
    const received = receive(EXPECTED, leaving.signal);
    dispatchEvent(new MessageEvent('messageerror', { origin: location.origin, source: popup }));
    dispatchEvent(new Event('message'));
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  test.each([
    ['of a response that is taken', RESPONSE],
    ['of one that is not', `${location.origin}/cb?code=evil`],
  ])('M7 a port that comes with a message %s is not used', async (_, response) => {
    const received = receive(EXPECTED, leaving.signal);
    const { port1: port } = new MessageChannel();
    const used = (['postMessage', 'start', 'close', 'addEventListener'] as const).map((name) => vi.spyOn(port, name));
    posted(message(response), { ports: [port] });
    expect(await taken(received)).toBe(response === RESPONSE ? RESPONSE : undefined);
    for (const use of used) expect(use).not.toHaveBeenCalled();
    expect([port.onmessage, port.onmessageerror]).toEqual([null, null]);
  });

  test('M8 takes the right response in a flood', async () => {
    const received = receive(EXPECTED, leaving.signal);
    for (let count = 0; count < 10_000; count += 1) posted(message(`${location.origin}/cb?code=c&state=${count}`));
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });

  test('M9 M16 acknowledges the response to the window that sent it, on this origin', () => {
    void receive(EXPECTED, leaving.signal);
    const answered = vi.spyOn(popup, 'postMessage');
    posted(message(RESPONSE));
    expect(answered).toHaveBeenCalledExactlyOnceWith({ type: 'wise-link:1' }, location.origin);
  });

  test('M11 the name of the channel is the whole state', () => {
    const names: string[] = [];
    vi.stubGlobal('BroadcastChannel', class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        names.push(name);
      }
    });
    void receive(EXPECTED, leaving.signal);
    expect(names).toEqual([`wise-link:${STATE}`]);
  });

  test.each(['wise-link', 'wise-link:', 'wise-link:1', 'wise-link:undefined', 'wise-link:null', `wise-link:${STATE.slice(1)}`, STATE])(
    'M11 ignores the channel %s',
    async (name) => {
      const received = receive(EXPECTED, leaving.signal);
      await broadcast(name, message());
      expect(await taken(received)).toBeUndefined();
      await broadcast(`wise-link:${STATE}`, message(RESPONSE));
      expect(await taken(received)).toBe(RESPONSE);
    },
  );

  test('M14 takes the first of two, from any transport, and acknowledges both', async () => {
    const received = receive(EXPECTED, leaving.signal);
    const answered = vi.spyOn(popup, 'postMessage');
    posted(message(RESPONSE));
    posted(message(RESPONSE));
    await broadcast(`wise-link:${STATE}`, message(RESPONSE.replace('code=c', 'code=later')));
    expect(await received).toEqual({ response: new URL(RESPONSE), transport: 'message' });
    expect(answered.mock.calls.length, 'a sender that repeats has no receipt yet').toBeGreaterThan(1);
  });

  test('takes nothing after the abort', async () => {
    const received = receive(EXPECTED, leaving.signal);
    leaving.abort();
    posted(message(RESPONSE));
    await broadcast(`wise-link:${STATE}`, message(RESPONSE));
    expect(await taken(received)).toBeUndefined();
  });

  test.each([
    ['Q9 works without BroadcastChannel', undefined],
    ['Q9 Q10 works if Firefox rejects BroadcastChannel because cookies are blocked', class {
      constructor() {
        throw new DOMException('denied', 'SecurityError');
      }
    }],
  ])('%s', async (_, channel) => {
    vi.stubGlobal('BroadcastChannel', channel);
    const received = receive(EXPECTED, leaving.signal);
    posted(message(RESPONSE));
    expect(await taken(received)).toBe(RESPONSE);
  });
});

describe('deliver', () => {
  test('M16 reaches a page that listens, and receives the receipt', async () => {
    const received = receive(EXPECTED, leaving.signal);
    await deliver(STATE, RESPONSE);
    expect(await taken(received)).toBe(RESPONSE);
  });

  test('sends every second until the response is taken', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const opener = { postMessage: vi.fn() };
    vi.stubGlobal('opener', opener);
    const delivered = deliver(STATE, RESPONSE); // no page listens yet
    vi.advanceTimersByTime(3000);
    expect(opener.postMessage.mock.calls).toEqual(Array.from({ length: 4 }, () => [message(RESPONSE), location.origin]));
    void receive(EXPECTED, leaving.signal);
    vi.advanceTimersByTime(1000);
    await delivered;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('another copy that sends the same response is no receipt', async () => {
    const outcomes: string[] = [];
    const copies = ['first', 'second'].map((name) => deliver(STATE, RESPONSE).then(() => outcomes.push(name)));
    await broadcast(`wise-link:${STATE}`);
    expect(outcomes).toEqual([]);
    void receive(EXPECTED, leaving.signal);
    await Promise.all(copies);
  });

  const receipt = { type: 'wise-link:1' };
  const noReceipts: [string, unknown, () => Partial<MessageEventInit>][] = [
    ['M1 from a foreign origin', receipt, () => ({ origin: 'https://evil.example' })],
    ['M2 from this window', receipt, () => ({ source: window })],
    ['M2 from a window without an opener', receipt, () => ({ source: frame() })],
    ['M3 of another version', { type: 'wise-link:2' }, () => ({})],
    ['M3 of no type', {}, () => ({})],
    ['M6 that is null', null, () => ({})],
  ];
  test.each(noReceipts)('M16 a receipt %s is ignored', async (_, data, from) => {
    vi.stubGlobal('opener', popup);
    const delivered = deliver(STATE, RESPONSE, leaving).then(() => 'done');
    posted(data, from());
    expect(await Promise.race([delivered, Promise.resolve('waits')])).toBe('waits');
    posted(receipt);
    expect(await delivered).toBe('done');
  });

  test('ends on abort', () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    void deliver(STATE, RESPONSE, leaving);
    expect(vi.getTimerCount()).toBe(1);
    leaving.abort();
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([['M9 M10 an opener', { postMessage: vi.fn() }], ['no opener', null]])('posts to its own origin only: %s', async (_, opener) => {
    vi.stubGlobal('opener', opener);
    void receive(EXPECTED, leaving.signal);
    await deliver(STATE, RESPONSE);
    const origins = opener?.postMessage.mock.calls.map(([, origin]) => origin);
    expect(new Set(origins)).toEqual(new Set(opener ? [location.origin] : []));
  });

  test('M10 an opener on another origin gets nothing', async () => {
    const foreign = document.createElement('iframe');
    foreign.setAttribute('sandbox', 'allow-scripts');
    foreign.srcdoc = '<script>onmessage = ({ data }) => data.ask ? parent.postMessage(heard, "*") : heard.push(data); heard = []; parent.postMessage("ready", "*")</script>';
    const said = (): Promise<unknown> =>
      new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true, signal: leaving.signal }));
    document.body.append(foreign);
    expect(await said()).toBe('ready');
    vi.stubGlobal('opener', foreign.contentWindow);
    void deliver(STATE, RESPONSE, leaving);
    foreign.contentWindow?.postMessage({ ask: 'what did you receive?' }, '*');
    expect(await said()).toEqual([]);
  });

  test('Q9 works without BroadcastChannel', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    vi.stubGlobal('opener', popup);
    const sent = vi.spyOn(popup, 'postMessage');
    const delivered = deliver(STATE, RESPONSE);
    posted({ type: 'wise-link:1' });
    await delivered;
    expect(sent).toHaveBeenCalledExactlyOnceWith(message(RESPONSE), location.origin);
  });
});
