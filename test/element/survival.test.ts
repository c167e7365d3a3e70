// Tests that an attempt survives changes of the page: removed, moved, replaced and several elements, and other tabs.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fixture } from '@open-wc/testing';
import type { Link, Phase } from '../../src/index.js';
import { WiseLink } from '../../src/element/wise-link.js';
import { linked, LINK, pending, problem, sent } from '../support/backend.js';
import { answers, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';
import { WiseWindow } from '../support/wise-window.js';

/** The text of the card after linking. */
const NEXT = 'You can disconnect at any time in your Wise settings.';

const PHASES = ['idle', 'authorizing', 'requesting-email', 'awaiting-code', 'exchanging', 'confirming', 'linked', 'failed'] as const;

let wise: WiseWindow;
let over: AbortController;
/** The response of the status endpoint. Undefined without one. */
let status: object | undefined;

beforeEach(() => {
  wise = new WiseWindow();
  over = new AbortController();
  status = undefined;
});
afterEach(() => {
  vi.useRealTimers();
  over.abort();
  wise.remove();
});

/** A call to the backend. */
interface Call {
  key: string | undefined;
  body: unknown;
  signal: AbortSignal;
  answer: (response: Response) => void;
}

/** Fakes a backend that answers each call with the next of these responses. A call without one stays pending. */
function backend(...answers: ((() => Response) | undefined)[]): Call[] {
  const calls: Call[] = [];
  vi.spyOn(window, 'fetch').mockImplementation((_, { signal, headers, body } = {}) => {
    if (!signal) throw new Error('A call without a signal');
    if (!body && status) return Promise.resolve(Response.json(status));
    const given = answers[calls.length];
    return new Promise((answer, refuse) => {
      signal.addEventListener('abort', () => refuse(new DOMException('', 'AbortError')));
      calls.push({ key: new Headers(headers).get('Idempotency-Key') ?? undefined, body: typeof body === 'string' && JSON.parse(body), signal, answer });
      if (given) answer(given());
    });
  });
  return calls;
}

/** How to reach each phase: the mode, the action of the customer, and the responses of the backend. */
const SETUPS: Record<Phase, [mode: string, go: (element: WiseLink) => Promise<Link> | undefined, ...answers: ((() => Response) | undefined)[]]> = {
  idle: ['popup', () => undefined],
  authorizing: ['popup', (element) => element.open()],
  'requesting-email': ['email', (element) => element.open(), undefined],
  'awaiting-code': ['email', (element) => element.open(), sent],
  exchanging: ['popup', viaWise, undefined],
  confirming: ['popup', viaWise, pending],
  linked: ['popup', viaWise, linked],
  failed: ['popup', viaWise, problem('session_required', 401, { retryable: true })],
};

function viaWise(element: WiseLink): Promise<Link> {
  const link = element.open();
  wise.answer('code=c');
  return link;
}

/** The result of `open()`: the link, or the reason of the rejection. */
const outcome = (promise: Promise<Link> | undefined): Promise<unknown> | undefined =>
  promise?.catch((reason: unknown) => Object(reason).code ?? Object(reason).reason);

/** Creates an element in this phase, and records its calls. The following calls get `next`. */
async function elementIn(phase: Phase, ...next: (() => Response)[]): Promise<{ element: WiseLink; calls: Call[]; ends: Promise<unknown> | undefined }> {
  const [mode, go, ...answers] = SETUPS[phase];
  const calls = backend(...answers, ...next);
  const element = await wiseLink({ mode, ...(mode === 'email' && { 'email-url': '/api/wise/email' }), ...(status && { 'status-url': '/api/wise/status' }) });
  // Wait for the first status response.
  if (status) await vi.waitFor(() => expect(partOf(element, 'card').ariaBusy).toBe('false'));
  const ends = outcome(go(element));
  await reaches(element, phase);
  return { element, calls, ends };
}

/** Does everything that the customer must still do until the account is linked. */
async function finish(element: WiseLink): Promise<Link | undefined> {
  if (element.phase === 'requesting-email') await reaches(element, 'awaiting-code');
  const { phase } = element;
  if (phase === 'idle' || (phase === 'failed' && !element.error?.retryable)) press(element, 'launch');
  if (element.phase === 'authorizing') wise.answer('code=c');
  if (phase === 'awaiting-code') {
    type(element, 'G2s8EJ');
    press(element, 'submit');
  }
  if (phase === 'confirming') await answers(element, 'confirm');
  if (phase === 'failed' && element.error?.retryable) press(element, 'retry');
  await reaches(element, 'linked');
  return element.link;
}

/** Records the events of the element from now on. */
function recordEvents(element: EventTarget): string[] {
  const events: string[] = [];
  for (const name of ['change', 'success', 'error', 'exit', 'navigate']) {
    const write = (event: Event): unknown => events.push('phase' in event ? `${name} ${String(event.phase)}` : name);
    element.addEventListener(`wise-link-${name}`, write, { signal: over.signal });
  }
  return events;
}

/** Waits for all pending tasks. */
const settled = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));

/** Removes the element, and waits until it has handled that. */
async function leave(element: WiseLink): Promise<void> {
  element.remove();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** Adds an element, and waits until it is rendered. */
async function enter(element: WiseLink, parent: ParentNode = document.body): Promise<WiseLink> {
  await fixture('<div></div>'); // registers the cleanup of the body after the test
  parent.append(element);
  await element.updateComplete;
  return element;
}

/** A copy with the same markup, like the new element when a page renders again. */
const copyOf = (element: WiseLink): WiseLink => element.cloneNode(true) as WiseLink;

/** Adds the authorization response to the stored attempt, like the redirect page. */
function storeResponse(state: string): void {
  const stored = new URLSearchParams(sessionStorage[`wise-link:${state}`]);
  stored.set('returnTo', location.href);
  stored.set('letter', `${location.origin}/wise-callback.html?code=c&state=${state}`);
  sessionStorage[`wise-link:${state}`] = `${stored}`;
}

/** Tracks the listeners, channels and timers of an element that are still active. Uses fake timers. */
function trackResources(): { added: string[]; left: () => string[] } {
  const lives: [name: string, isAlive: () => boolean][] = [];
  const added: string[] = [];
  for (const target of [window, document]) {
    const listen = target.addEventListener.bind(target);
    vi.spyOn(target, 'addEventListener').mockImplementation((name: string, listener: EventListenerOrEventListenerObject, options?: AddEventListenerOptions | boolean) => {
      const { signal }: AddEventListenerOptions = Object(options);
      added.push(name);
      lives.push([name, () => !signal?.aborted]);
      listen(name, listener, options);
    });
  }
  vi.stubGlobal(
    'BroadcastChannel',
    class extends BroadcastChannel {
      #isOpen = true;

      constructor(name: string) {
        super(name);
        lives.push(['channel', () => this.#isOpen]);
      }

      override close(): void {
        this.#isOpen = false;
        super.close();
      }
    },
  );
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const left = (): string[] => [
    ...lives.flatMap(([name, isAlive]) => (isAlive() ? name : [])),
    ...Array.from({ length: vi.getTimerCount() }, () => 'timer'),
  ];
  return { added, left };
}

describe('the element is removed from the page', () => {
  test.each(PHASES)('D1 while %s: it leaves nothing on the page, and fires no events', async (phase) => {
    const { added, left } = trackResources();
    const { element, calls } = await elementIn(phase);
    const events = recordEvents(element);
    expect(added.length > 0).toBe(phase !== 'idle');
    await leave(element);
    expect(left()).toEqual([]);
    expect(calls.filter(({ signal }) => !signal.aborted)).toEqual([]);
    expect([element.phase, events]).toEqual([phase, []]);
  });

  test.each(PHASES)('D3 while %s, and added again: it continues, and links', async (phase) => {
    const more = phase === 'requesting-email' ? [sent, linked] : [linked];
    const { element } = await elementIn(phase, ...more);
    await leave(element);
    await enter(element);
    expect(element.phase).toBe(phase);
    expect(await finish(element)).toEqual(LINK);
    element.remove();
  });

  test('D3 while the code is submitted, and added again: the same request is sent with the same key', async () => {
    const { element, calls } = await elementIn('exchanging', linked);
    await leave(element);
    await enter(element);
    await reaches(element, 'linked');
    expect(calls).toHaveLength(2);
    expect([calls[1]?.key, calls[1]?.body]).toEqual([calls[0]?.key, calls[0]?.body]);
    element.remove();
  });

  test('D3 a response that arrives meanwhile is ignored, and accepted when it arrives again', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    await leave(element);
    wise.answer('code=c');
    await settled();
    expect(calls).toEqual([]);
    await enter(element);
    expect(seen(element).status).toBe('Did you close the Wise window? If not, continue there.');
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(calls).toHaveLength(1);
    element.remove();
  });

  test('D11 open() rejects with a code, and the attempt does not change', async () => {
    const { element } = await elementIn('authorizing', linked);
    await leave(element);
    await expect(element.open()).rejects.toMatchObject({ name: 'Error', code: 'misconfigured', message: 'Not in the document' });
    await expect(document.createElement('wise-link').open()).rejects.toMatchObject({ code: 'misconfigured' });
    expect(wise.opened).toHaveBeenCalledOnce();
    await enter(element);
    expect(await finish(element)).toEqual(LINK);
    element.remove();
  });

  // `npm run leak-check` measures the memory.
  test('D9 three hundred times, at Wise each time: nothing stays on the page, and the attempt still links', async () => {
    const { left } = trackResources();
    const { element, calls } = await elementIn('authorizing', linked);
    await leave(element);
    for (let round = 0; round < 300; round += 1) {
      const next = await enter(copyOf(element));
      expect(next.phase).toBe('authorizing');
      await leave(next);
    }
    expect(left()).toEqual([]);
    expect(sessionStorage).toHaveLength(1);
    expect(wise.opened).toHaveBeenCalledOnce();
    const last = await enter(copyOf(element));
    wise.answer('code=c');
    await reaches(last, 'linked');
    expect(calls).toHaveLength(1);
    last.remove();
  });
});

describe('the element is moved', () => {
  test.each(PHASES)('D2 while %s: nothing starts again or is announced, and it links', async (phase) => {
    const { element, calls } = await elementIn(phase, ...(phase === 'requesting-email' ? [linked] : phase === 'exchanging' ? [] : [linked]));
    const events = recordEvents(element);
    const before = [seen(element), calls.length];
    document.body.append(element);
    document.body.prepend(element);
    await settled();
    await element.updateComplete;
    expect([seen(element), calls.length, events]).toEqual([...before, []]);
    if (phase === 'requesting-email') calls[0]?.answer(sent());
    if (phase === 'exchanging') calls[0]?.answer(linked());
    expect(await finish(element)).toEqual(LINK);
    element.remove();
  });

  test('D2 a partly typed code, its selection and its field are kept', async () => {
    const { element } = await elementIn('awaiting-code');
    const input = partOf(element, 'input');
    type(element, 'G2s');
    document.body.append(element);
    await element.updateComplete;
    expect(partOf(element, 'input')).toBe(input);
    expect(input).toHaveProperty('value', 'G2s');
    element.remove();
  });

  test('D2 R12 added, removed and added again in one task, like a framework in strict mode: one exchange', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const { state } = wise;
    await leave(element);
    storeResponse(state);
    const mounted = copyOf(element);
    document.body.append(mounted);
    mounted.remove();
    document.body.append(mounted);
    await reaches(mounted, 'linked');
    await settled();
    expect(calls).toHaveLength(1);
    mounted.remove();
  });

  test('D2 R12 added, removed, and another one added, in one task: one exchange', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const { state } = wise;
    await leave(element);
    storeResponse(state);
    const [first, second] = [copyOf(element), copyOf(element)];
    document.body.append(first);
    first.remove();
    document.body.append(second);
    await reaches(second, 'linked');
    await settled();
    expect([calls.length, first.phase]).toEqual([1, 'idle']);
    second.remove();
  });

  test.each(['into', 'out of'])('D6 %s another document: it looks the same, and links', async (way) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.width = `${innerWidth}`; // a narrow card looks different
    const other = frame.contentDocument;
    if (!other) throw new Error('A frame without a document');
    const { element } = await elementIn('authorizing', linked);
    const looks = (): unknown[] => {
      const { display, padding, borderRadius, borderTopWidth } = getComputedStyle(partOf(element, 'card'));
      return [display, padding, borderRadius, borderTopWidth];
    };
    const before = looks();
    expect(before[0]).toBe('flex');
    other.body.append(element);
    if (way === 'out of') document.body.append(element);
    await element.updateComplete;
    expect(element.ownerDocument).toBe(way === 'into' ? other : document);
    expect(looks()).toEqual(before);
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(looks()).toEqual(before);
    element.remove();
    frame.remove();
  });
});

describe('another element replaces it', () => {
  // Like a single-page application that changes the route, or a development server that reloads a component.
  const places: [string, (old: WiseLink, next: WiseLink) => unknown][] = [
    ['later', async (old, next) => { await leave(old); await settled(); document.body.append(next); }],
    ['in the same task', (old, next) => old.replaceWith(next)],
  ];
  const outcomes: [Phase, Phase, Record<string, string>][] = [
    ['idle', 'idle', { launch: 'Connect your Wise account' }],
    ['authorizing', 'authorizing', { status: 'Did you close the Wise window? If not, continue there.', launch: 'Open Wise again' }],
    ['requesting-email', 'awaiting-code', { status: 'Enter the code that Wise showed you.', input: '' }],
    ['awaiting-code', 'awaiting-code', { status: 'If there is a Wise account for s•••@e•••.com, Wise has emailed you a link. Open it to see a code, then enter the code here.', input: '' }],
    ['confirming', 'confirming', { status: 'Is this your Wise account?', hint: 'S••• J••• · personal profile •••5282' }],
    ['linked', 'idle', { launch: 'Connect your Wise account' }],
    ['failed', 'failed', { error: 'You have been logged out. Log in again, then try again.', retry: 'Try again' }],
  ];

  test.each(places.flatMap(([when, put]) => outcomes.map(([was, is, shows]) => [was, when, is, shows, put] as const)))(
    'G1 while %s, %s: it is %s, shows it, and links',
    async (was, _when, is, shows, put) => {
      const { element, calls } = await elementIn(was, linked);
      const next = copyOf(element);
      const codes = calls.length;
      await put(element, next);
      await next.updateComplete;
      await settled();
      expect(next.phase).toBe(is);
      expect(seen(next)).toMatchObject(shows);
      expect(calls, 'and nothing went twice').toHaveLength(codes);
      expect(await finish(next)).toEqual(LINK);
      next.remove();
    },
  );

  test.each(places)('G1 while the code is submitted, %s: the same request is sent with the same key, and it links', async (_when, put) => {
    const { element, calls } = await elementIn('exchanging', linked);
    const next = copyOf(element);
    await put(element, next);
    await reaches(next, 'linked');
    expect(calls).toHaveLength(2);
    expect([calls[1]?.key, calls[1]?.body]).toEqual([calls[0]?.key, calls[0]?.body]);
    next.remove();
  });

  test('G1 the Wise window stays the same, and its response links', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const { state } = wise;
    const next = copyOf(element);
    element.replaceWith(next);
    await next.updateComplete;
    expect(wise.proxy.close).not.toHaveBeenCalled();
    expect(next.focusWindow()).toBe(true);
    wise.answer('code=c', state);
    await reaches(next, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ state, code: 'c' }]);
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    next.remove();
  });

  test('G1 opening Wise again reuses the window of the attempt, by its name', async () => {
    const { element } = await elementIn('authorizing');
    await leave(element);
    const next = await enter(copyOf(element));
    press(next, 'launch');
    const [first, second] = wise.opened.mock.calls;
    expect(second?.slice(0, 2)).toEqual(first?.slice(0, 2));
    next.remove();
  });

  test('I6 the new element then owns the attempt: actions on the first element do not end it', async () => {
    const { element, calls, ends } = await elementIn('authorizing', linked);
    await leave(element);
    const next = await enter(copyOf(element));
    const events = recordEvents(element);
    element.cancel();
    await enter(element);
    expect([element.phase, next.phase, events]).toEqual(['idle', 'authorizing', []]);
    wise.answer('code=c');
    await reaches(next, 'linked');
    expect([element.phase, calls.length]).toEqual(['idle', 1]);
    expect(await ends, 'but its open() still resolves').toEqual(LINK);
    element.remove();
    next.remove();
  });

  test('D1 a removed element rejects handleCallback, and a later element accepts the same URL', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const url = `${location.origin}/wise-callback.html?code=c&state=${wise.state}`;
    await leave(element);
    expect([element.handleCallback(url), element.phase]).toEqual([false, 'authorizing']);
    const next = await enter(copyOf(element));
    expect(next.handleCallback(url)).toBe(true);
    await reaches(next, 'linked');
    expect(calls).toHaveLength(1);
    next.remove();
  });

  test('G1 a partly typed code is not copied to the new element', async () => {
    const { element } = await elementIn('awaiting-code');
    type(element, 'CANARY');
    await leave(element);
    const next = await enter(copyOf(element));
    expect(partOf(next, 'input')).toHaveProperty('value', '');
    expect(JSON.stringify([sessionStorage, localStorage])).not.toContain('CANARY');
    next.remove();
  });

  test.each([['client-id', 'other'], ['environment', 'production'], ['redirect-uri', `${location.origin}/other.html`]])(
    'D5 S7 an element with another %s does not resume the attempt',
    async (name, value) => {
      const { element, calls } = await elementIn('authorizing', linked);
      await leave(element);
      const other = copyOf(element);
      other.setAttribute(name, value);
      await enter(other);
      wise.answer('code=c');
      await settled();
      expect([other.phase, calls]).toEqual(['idle', []]);
      other.remove();
    },
  );
});

// Page transitions keep the old content until the new content is added.
describe('elements overlap', () => {
  const LIVE = ['authorizing', 'requesting-email', 'awaiting-code', 'exchanging', 'confirming', 'failed'] as const;
  const overlaps: [string, () => unknown][] = [
    ['no more than a microtask', () => Promise.resolve()],
    ['0 ms', settled],
    ['300 ms', () => new Promise((resolve) => setTimeout(resolve, 300))],
  ];

  /** Answers the pending calls, and does everything that the customer must still do. */
  async function finishes(element: WiseLink, calls: Call[]): Promise<void> {
    if (element.phase === 'requesting-email') calls[0]?.answer(sent());
    if (element.phase === 'exchanging') calls[0]?.answer(linked());
    expect(await finish(element)).toEqual(LINK);
  }

  /** The requests with a code, or with the answer to the question. */
  const submissions = (calls: Call[]): unknown[] => calls.map(({ body }) => body).filter((body) => 'code' in Object(body) || 'confirm' in Object(body));

  test.each(LIVE.flatMap((phase) => overlaps.map(([time, lasts]) => [phase, time, lasts] as const)))(
    'D20 G1 while %s, for %s: the attempt continues in the element that stays, and it links',
    async (phase, _time, lasts) => {
      const { element, calls, ends } = await elementIn(phase, linked);
      const next = copyOf(element);
      element.after(next);
      await lasts();
      expect([element.phase, next.phase]).toEqual([phase, 'idle']);
      const [silent, events, before] = [recordEvents(element), recordEvents(next), seen(element)];
      const asked = calls.map(({ signal }) => signal.aborted);
      await leave(element);
      await next.updateComplete;
      expect([element.phase, next.phase]).toEqual(['idle', phase]);
      expect(seen(next)).toEqual(before);
      expect(calls.map(({ signal }) => signal.aborted), 'no call is aborted or repeated').toEqual(asked);
      await finishes(next, calls);
      expect(silent).toEqual([]);
      expect([events[0], events.at(-1)]).toEqual([`change ${phase}`, 'success']);
      expect(await ends).toEqual(LINK);
      expect(submissions(calls)).toHaveLength(phase === 'confirming' || phase === 'failed' ? 2 : 1);
      expect(new Set(calls.filter(({ body }) => 'code' in Object(body)).map(({ key }) => key)).size).toBe(1);
      next.remove();
    },
  );

  test.each([
    ['cancels', 'cancelled', 'exit', (next: WiseLink) => next.cancel()],
    ['declines', 'declined', 'exit', () => wise.answer('error=access_denied')],
    ['comes back with an invalid response', 'authorization_failed', 'error', () => wise.answer('code=a&code=b')],
  ] as const)('G1 the customer %s: open() of the first element rejects, and the second element fires the event', async (_, reason, last, act) => {
    const { element, ends } = await elementIn('authorizing');
    const next = await enter(copyOf(element));
    const [silent, events] = [recordEvents(element), recordEvents(next)];
    await leave(element);
    act(next);
    expect(await ends).toBe(reason);
    expect([silent, events.at(-1)]).toEqual([[], last]);
    next.remove();
  });

  test('G1 the Wise window stays with the attempt, and is closed at its end', async () => {
    const { element } = await elementIn('authorizing');
    const next = await enter(copyOf(element));
    await leave(element);
    expect([next.focusWindow(), element.focusWindow()]).toEqual([true, false]);
    expect(wise.proxy.close).not.toHaveBeenCalled();
    next.cancel();
    expect(wise.proxy.close).toHaveBeenCalledOnce();
    next.remove();
  });

  test('G1 through many elements, each added before the previous one is removed: one exchange', async () => {
    const { element, calls, ends } = await elementIn('authorizing', linked);
    let last = element;
    for (let round = 0; round < 20; round += 1) {
      const next = await enter(copyOf(last));
      await leave(last);
      expect([last.phase, next.phase]).toEqual(['idle', 'authorizing']);
      last = next;
    }
    wise.answer('code=c');
    await reaches(last, 'linked');
    expect(calls).toHaveLength(1);
    expect(await ends).toEqual(LINK);
    last.remove();
  });

  test('G1 one of many elements owns the attempt: the newest on the page', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const all: WiseLink[] = [];
    for (let count = 0; count < 5; count += 1) all.push(await enter(copyOf(element)));
    await leave(element);
    for (let left = all.length; left > 0; left -= 1) {
      expect(all.map(({ phase }) => phase)).toEqual(all.map((_, place) => (place === left - 1 ? 'authorizing' : 'idle')));
      const newest = all[left - 1];
      if (newest && left > 1) await leave(newest);
    }
    wise.answer('code=c');
    const [oldest] = all;
    if (oldest) await reaches(oldest, 'linked');
    expect(calls).toHaveLength(1);
    for (const one of all) one.remove();
  });

  test('G1 all elements of the old page are removed: none of them takes the attempt, and none fires events', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const page = document.body.appendChild(document.createElement('main'));
    const next = await enter(copyOf(element));
    const beside = copyOf(element);
    page.append(beside);
    await beside.updateComplete;
    const silent = recordEvents(page);
    page.append(element); // moved, and removed in the same task
    page.remove();
    await settled();
    expect([element.phase, beside.phase, next.phase, silent]).toEqual(['idle', 'idle', 'authorizing', []]);
    wise.answer('code=c');
    await reaches(next, 'linked');
    expect(calls).toHaveLength(1);
    next.remove();
  });

  test('G1 all elements of the old page are removed, and another one is added later', async () => {
    const { element, calls, ends } = await elementIn('authorizing', linked);
    const page = document.body.appendChild(document.createElement('main'));
    const beside = copyOf(element);
    page.append(element, beside);
    await beside.updateComplete;
    const silent = recordEvents(page);
    page.remove();
    await settled();
    expect([beside.phase, silent]).toEqual(['idle', []]);
    const next = await enter(copyOf(element));
    wise.answer('code=c');
    await reaches(next, 'linked');
    expect([calls.length, await ends]).toEqual([1, LINK]);
    next.remove();
  });

  test('G1 the first element is added again: it is idle, and can start its own attempt', async () => {
    const { element, calls } = await elementIn('authorizing', linked, linked);
    const { state } = wise;
    const next = await enter(copyOf(element));
    await leave(element);
    await enter(element);
    expect([element.phase, seen(element)]).toEqual(['idle', expect.objectContaining({ launch: 'Connect your Wise account' })]);
    press(element, 'launch');
    wise.answer('code=b');
    await reaches(element, 'linked');
    wise.answer('code=a', state);
    await reaches(next, 'linked');
    expect(calls.map(({ body }) => Object(body).code)).toEqual(['b', 'a']);
    element.remove();
    next.remove();
  });

  test('G1 an earlier element is added again after the other was removed: it resumes the attempt', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const next = await enter(copyOf(element));
    await leave(next);
    await leave(element);
    await enter(next);
    expect(next.phase).toBe('authorizing');
    wise.answer('code=c');
    await reaches(next, 'linked');
    expect(calls).toHaveLength(1);
    next.remove();
  });

  test('G1 an element whose open() is called in the task in which it is added keeps the existing window', async () => {
    const { element, calls, ends } = await elementIn('authorizing', linked);
    const { state } = wise;
    await leave(element);
    const next = copyOf(element);
    document.body.append(next);
    const link = next.open();
    expect([wise.state, next.phase]).toEqual([state, 'authorizing']);
    wise.answer('code=c');
    expect([await link, await ends, calls.length]).toEqual([LINK, LINK, 1]);
    next.remove();
  });

  test('G1 an element that is moved while another exists keeps its attempt', async () => {
    const { element } = await elementIn('authorizing');
    const next = await enter(copyOf(element));
    const events = [recordEvents(element), recordEvents(next)];
    document.body.append(element);
    await settled();
    expect([element.phase, next.phase, ...events]).toEqual(['authorizing', 'idle', [], []]);
    element.remove();
    next.remove();
  });

  test('G1 an element that linked or failed also resumes the attempt; a busy one keeps its own', async () => {
    const calls = backend(linked, problem('profile_incomplete', 403), linked, linked);
    const [done, failed, busy, element] = [await wiseLink(), await wiseLink(), await wiseLink(), await wiseLink()];
    for (const [one, end] of [[done, 'linked'], [failed, 'failed']] as const) {
      void viaWise(one);
      await reaches(one, end);
    }
    const states = [busy, element].map((one) => {
      press(one, 'launch');
      return wise.state;
    });
    await leave(element);
    expect([done.phase, failed.phase, busy.phase]).toEqual(['linked', 'authorizing', 'authorizing']);
    await leave(failed);
    expect(done.phase).toBe('authorizing');
    for (const state of states) wise.answer('code=c', state);
    await reaches(busy, 'linked');
    await reaches(done, 'linked');
    expect(calls.map(({ body }) => Object(body).state).slice(-2)).toEqual(states);
    for (const one of [done, busy]) one.remove();
  });

  test.each([['client-id', 'other'], ['environment', 'production'], ['redirect-uri', `${location.origin}/other.html`]])(
    'D5 S7 an element with another %s does not take the attempt, and a matching one does',
    async (name, value) => {
      const { element, calls } = await elementIn('authorizing', linked);
      const next = await enter(copyOf(element));
      const other = copyOf(element);
      other.setAttribute(name, value);
      await enter(other);
      await leave(element);
      expect([next.phase, other.phase]).toEqual(['authorizing', 'idle']);
      wise.answer('code=c');
      await reaches(next, 'linked');
      expect(calls).toHaveLength(1);
      next.remove();
      other.remove();
    },
  );

  test('Q2 without storage, another element still resumes the attempt', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const { element, calls, ends } = await elementIn('authorizing', linked);
    const next = await enter(copyOf(element));
    await leave(element);
    expect(next.phase).toBe('authorizing');
    wise.answer('code=c');
    await reaches(next, 'linked');
    expect([calls.length, await ends]).toEqual([1, LINK]);
    next.remove();
  });

  test('G1 while the backend starts the attempt: the empty window stays, and Wise is loaded into it', async () => {
    const calls = backend(undefined, linked);
    // On this origin, because a test cannot access a window on another one.
    const authorizeUrl = `${location.origin}/oauth/authorize/`;
    const element = await wiseLink({ 'start-url': '/api/wise/start', 'authorize-url': authorizeUrl });
    const ends = outcome(element.open());
    const next = await enter(copyOf(element));
    await leave(element);
    expect(next.phase).toBe('authorizing');
    const close = vi.spyOn(wise.proxy, 'close');
    expect(close).not.toHaveBeenCalled();
    const state = 's'.repeat(43);
    const url = new URL(authorizeUrl);
    for (const [name, value] of [['client_id', 'bank'], ['redirect_uri', `${location.origin}/wise-callback.html`], ['state', state]] as const) url.searchParams.set(name, value);
    calls[0]?.answer(Response.json({ attemptId: 'a', state, authorizeUrl: url.href, ttlSeconds: 1800 }, { status: 201 }));
    await vi.waitFor(() => expect(wise.proxy.location.href).toBe(url.href));
    expect(next.handleCallback(`${location.origin}/wise-callback.html?code=c&state=${state}`)).toBe(true);
    await reaches(next, 'linked');
    expect([calls.length, await ends]).toEqual([2, LINK]);
    next.remove();
  });

  test('G2 the page is restored from the back/forward cache after another page ended the attempt: it ends here too', async () => {
    const { element } = await elementIn('authorizing');
    const next = await enter(copyOf(element));
    await leave(element);
    sessionStorage.clear(); // like another page that ended the attempt
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect([element.phase, next.phase]).toEqual(['idle', 'idle']);
    next.remove();
  });
});

describe('the page is restored from the back/forward cache', () => {
  const back = (): unknown => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

  test.each(['authorizing', 'awaiting-code', 'confirming'] as const)('G2 S4 while %s: an attempt that another page ended is over here too', async (phase) => {
    const { element } = await elementIn(phase);
    const events = recordEvents(element);
    sessionStorage.clear(); // like another page that resumed the attempt and ended it
    back();
    expect(element.phase).toBe('idle');
    expect(events).toEqual(['change idle']);
  });

  test('G2 Q2 without storage, the attempt continues', async () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    const { element } = await elementIn('awaiting-code');
    back();
    expect(element.phase).toBe('awaiting-code');
  });
});

describe('the page changes around it', () => {
  test.each(PHASES)('G5 many page events while %s change nothing', async (phase) => {
    const { element, calls } = await elementIn(phase);
    const events = recordEvents(element);
    const before = [seen(element), calls.length];
    for (let round = 0; round < 500; round += 1) {
      for (const type of ['visibilitychange', 'freeze', 'resume']) document.dispatchEvent(new Event(type, { bubbles: true }));
      for (const type of ['blur', 'focus', 'online', 'offline']) dispatchEvent(new Event(type));
      for (const persisted of [false, true]) dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
    }
    await settled();
    expect([seen(element), calls.length, events]).toEqual([...before, []]);
  });

  test.each(PHASES)('G6 while %s it has no unload listener', async (phase) => {
    const { added } = trackResources();
    const { element } = await elementIn(phase);
    await leave(element);
    await enter(element);
    for (const type of ['unload', 'beforeunload']) expect(added).not.toContain(type);
    expect([window.onunload, window.onbeforeunload]).toEqual([null, null]);
    element.remove();
  });

  const around: [string, (box: HTMLElement) => void, (box: HTMLElement) => void][] = [
    ['display: none', (box) => (box.style.display = 'none'), (box) => (box.style.display = '')],
    ['inert', (box) => (box.inert = true), (box) => (box.inert = false)],
    ['content-visibility: hidden', (box) => (box.style.contentVisibility = 'hidden'), (box) => (box.style.contentVisibility = '')],
  ];
  test.each(around)('D8 %s while the customer is at Wise: it links, and shows the link afterwards', async (_, hide, show) => {
    const { element } = await elementIn('authorizing', linked);
    const box = document.createElement('div');
    element.replaceWith(box);
    await enter(element, box);
    document.body.append(box);
    hide(box);
    wise.answer('code=c');
    await reaches(element, 'linked');
    show(box);
    expect(seen(element)).toMatchObject({ status: 'Your Wise account is connected.' });
    box.remove();
  });

  test('D8 in a dialog that is closed while the customer is at Wise, and opened again', async () => {
    const { element } = await elementIn('idle', linked);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.append(element);
    dialog.showModal();
    await element.updateComplete;
    press(element, 'launch');
    dialog.close();
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(dialog.open).toBe(false);
    dialog.showModal();
    expect(seen(element)).toMatchObject({ status: 'Your Wise account is connected.' });
    dialog.remove();
  });

  test('D8 in a closed shadow root: it works, and its events leave the root', async () => {
    const { element } = await elementIn('idle', linked);
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'closed' }).append(element);
    const events = recordEvents(document);
    await element.updateComplete;
    press(element, 'launch');
    wise.answer('code=c');
    await reaches(element, 'linked');
    expect(events).toEqual(['navigate', 'change authorizing', 'change exchanging', 'change linked', 'success']);
    host.remove();
  });
});

describe('other ways to create the element', () => {
  const markup = `environment="sandbox" client-id="bank" redirect-uri="${location.origin}/wise-callback.html" exchange-url="/api/wise/exchange" mode="popup"`;

  /** Links with a new element. */
  async function links(element: Element | null | undefined): Promise<void> {
    backend(linked);
    if (!(element instanceof WiseLink)) throw new Error('No element');
    await element.updateComplete;
    expect(seen(element)).toMatchObject({ launch: 'Connect your Wise account' });
    expect(await finish(element)).toEqual(LINK);
    element.remove();
  }

  test.each(PHASES)('D7 a clone of an element that is %s is idle', async (phase) => {
    const { element } = await elementIn(phase);
    const clone = await enter(copyOf(element));
    expect(clone.phase).toBe('idle');
    expect([element.phase, clone.link, clone.error]).toEqual([phase, undefined, undefined]);
    clone.remove();
  });

  test('D7 innerHTML', async () => {
    const box = document.body.appendChild(document.createElement('div'));
    box.innerHTML = `<wise-link ${markup}></wise-link>`;
    await links(box.firstElementChild);
  });

  test('D7 a template, in which it does nothing', async () => {
    const template = document.createElement('template');
    template.innerHTML = `<wise-link ${markup}></wise-link>`;
    expect(template.content.firstElementChild).not.toBeInstanceOf(WiseLink);
    document.body.append(template.content.cloneNode(true));
    await links(document.body.lastElementChild);
  });

  test('D7 a declarative shadow root, which it reuses', async () => {
    const box = document.createElement('div');
    box.setHTMLUnsafe(`<wise-link ${markup}><template shadowrootmode="open"></template></wise-link>`);
    document.body.append(box);
    expect(box.firstElementChild?.shadowRoot, 'the markup has made the root').toBeTruthy();
    await links(box.firstElementChild);
  });

  test('D10 a scoped registry, under another name, if the browser supports it', async () => {
    const host = document.body.appendChild(document.createElement('div'));
    const registry = scopedRegistry();
    registry.define('bank-link', class extends WiseLink {});
    const scope: ShadowRootInit = { mode: 'open', customElementRegistry: registry };
    const root = host.attachShadow(scope);
    root.innerHTML = `<bank-link ${markup}></bank-link>`;
    await links(root.firstElementChild);
    host.remove();
  });

  test('D4 a late upgrade uses the properties set before and after it', async () => {
    const tag = 'wise-link-later';
    const early = document.createElement(tag);
    Object.assign(early, { environment: 'sandbox', clientId: 'bank', redirectUri: 'https://bank.example/cb', exchangeUrl: '/x', mode: 'popup' });
    document.body.append(early);
    customElements.define(tag, class extends WiseLink {});
    if (!(early instanceof WiseLink)) throw new Error('Not upgraded');
    await early.updateComplete;
    expect(Object.hasOwn(early, 'clientId')).toBe(false);
    early.clientId = 'other';
    await early.updateComplete;
    press(early, 'launch');
    expect(wise.url.searchParams.get('client_id')).toBe('other');
    early.remove();
  });
});

/** A scoped registry, or the global one if the browser has no scoped registries. */
function scopedRegistry(): CustomElementRegistry {
  try {
    return new CustomElementRegistry();
  } catch {
    return customElements;
  }
}

describe('two on a page', () => {
  test('T1 of two clients, interleaved: each accepts its own response', async () => {
    const calls = backend(linked, linked);
    const [bank, other] = [await wiseLink(), await wiseLink({ 'client-id': 'other', 'redirect-uri': `${location.origin}/other.html` })];
    const states = [bank, other].map((element) => {
      press(element, 'launch');
      return wise.state;
    });
    wise.answer('code=second', states[1], '/other.html');
    await reaches(other, 'linked');
    expect(bank.phase).toBe('authorizing');
    wise.answer('code=first', states[0]);
    await reaches(bank, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([
      { code: 'second', state: states[1], redirectUri: `${location.origin}/other.html` },
      { code: 'first', state: states[0], redirectUri: `${location.origin}/wise-callback.html` },
    ]);
  });

  test('T1 of two clients, rendered again: each resumes its own attempt', async () => {
    backend(linked, linked);
    const elements = [await wiseLink(), await wiseLink({ 'client-id': 'other' })];
    const states = elements.map((element) => {
      press(element, 'launch');
      return wise.state;
    });
    for (const element of elements) await leave(element);
    const [bank, other] = elements.map(copyOf);
    if (!bank || !other) throw new Error('None');
    await enter(other);
    await enter(bank);
    wise.answer('code=c', states[0]);
    await reaches(bank, 'linked');
    expect(other.phase).toBe('authorizing');
    wise.answer('code=c', states[1]);
    await reaches(other, 'linked');
    for (const element of [bank, other]) element.remove();
  });

  test('T2 of the same client: two windows, two attempts, and each accepts its own response', async () => {
    const calls = backend(linked, linked);
    const [first, second] = [await wiseLink(), await wiseLink()];
    press(first, 'launch');
    const { state } = wise;
    press(second, 'launch');
    expect(wise.state).not.toBe(state);
    wise.answer('code=b');
    await reaches(second, 'linked');
    expect(first.phase).toBe('authorizing');
    wise.answer('code=a', state);
    await reaches(first, 'linked');
    expect(calls.map(({ body }) => body)).toMatchObject([{ code: 'b' }, { code: 'a', state }]);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(2);
  });

  test('T2 of the same client: one does not affect the attempt of the other, and ends only its own', async () => {
    backend(linked);
    const first = await wiseLink();
    press(first, 'launch');
    const { state } = wise;
    const second = await wiseLink();
    expect(second.phase).toBe('idle');
    press(second, 'launch');
    second.cancel();
    expect([first.phase, second.phase]).toEqual(['authorizing', 'idle']);
    wise.answer('code=c', state);
    await reaches(first, 'linked');
  });

  test('T2 of the same client, rendered again: each resumes one of the two attempts', async () => {
    const calls = backend(linked, linked);
    const elements = [await wiseLink(), await wiseLink()];
    const states = elements.map((element) => {
      press(element, 'launch');
      return wise.state;
    });
    for (const element of elements) await leave(element);
    const next = elements.map(copyOf);
    for (const element of next) await enter(element);
    expect(next.map(({ phase }) => phase)).toEqual(['authorizing', 'authorizing']);
    for (const state of states) wise.answer('code=c', state);
    for (const element of next) await reaches(element, 'linked');
    expect(calls.map(({ body }) => Object(body).state)).toEqual(states);
    for (const element of next) element.remove();
  });
});

describe('another tab', () => {
  const SUBJECT = 'customer-1';
  const NOTICE = JSON.stringify({ status: 'linked', link: LINK, subject: SUBJECT });
  /** The status response contains the subject. */
  beforeEach(() => {
    status = { status: 'none', subject: SUBJECT };
  });
  const KEY = 'wise-link:https://wise-sandbox.com/oauth/authorize/ bank';
  const notify = (key: string, newValue: string): boolean => dispatchEvent(new StorageEvent('storage', { key, newValue }));

  test.each(['idle', 'authorizing', 'requesting-email', 'awaiting-code', 'failed'] as const)(
    'T4 linked while this tab is %s: it shows the link once, and closes Wise',
    async (phase) => {
      const { element } = await elementIn(phase);
      const events = recordEvents(element);
      notify(KEY, NOTICE);
      notify(KEY, NOTICE);
      await element.updateComplete;
      expect(seen(element)).toEqual({ status: 'Your Wise account is connected.', hint: 'S••• J••• · personal profile •••5282', next: NEXT });
      expect(events).toEqual(['change linked', 'success']);
      expect(sessionStorage).toHaveLength(0);
      if (phase === 'authorizing') expect(wise.proxy.close).toHaveBeenCalled();
    },
  );

  test('D1 T4 the element listens to other tabs once it knows the customer, and not after it is removed', async () => {
    const { added, left } = trackResources();
    const { element } = await elementIn('idle');
    expect(added.filter((name) => name === 'storage')).toEqual(['storage']);
    await leave(element);
    expect(left()).toEqual([]);
    await enter(element);
    notify(KEY, NOTICE);
    expect(element.phase).toBe('linked');
  });

  test.each(['exchanging', 'confirming'] as const)('T3 linked while this tab is %s: the response to its own code counts', async (phase) => {
    const { element, calls } = await elementIn(phase);
    notify(KEY, NOTICE);
    expect([element.phase, calls.length]).toEqual([phase, 1]);
  });

  test.each([
    ['about another client', 'wise-link:https://wise-sandbox.com/oauth/authorize/ other', NOTICE],
    ['about production', 'wise-link:https://wise.com/oauth/authorize/ bank', NOTICE],
    ['about the link of another customer', KEY, JSON.stringify({ status: 'linked', link: LINK, subject: 'customer-2' })],
    ['about a link without a subject', KEY, JSON.stringify({ status: 'linked', link: LINK })],
    ['that is invalid', KEY, 'linked'],
    ['about a link without a name', KEY, JSON.stringify({ status: 'linked', link: {} })],
    ['about a submitted code', KEY, JSON.stringify({ status: 'processing' })],
    ['about a confirmation', KEY, JSON.stringify({ status: 'pending_confirmation', attemptId: 'a', link: LINK })],
  ])('T4 M12 sends a notice %s, which is ignored', async (_, key, text) => {
    const { element } = await elementIn('authorizing');
    const events = recordEvents(element);
    notify(key, text);
    expect([element.phase, events]).toEqual(['authorizing', []]);
  });

  test('T4 M12 sends a notice while the subject of this tab is unknown, which is ignored', async () => {
    status = { status: 'none' };
    const { element } = await elementIn('idle');
    notify(KEY, NOTICE);
    notify(KEY, JSON.stringify({ status: 'linked', link: LINK, subject: '' }));
    expect(element.phase).toBe('idle');
  });

  test('T4 S22 receives a notice only with the subject of the link', async () => {
    const stored = vi.spyOn(Storage.prototype, 'setItem');
    const notices = (): unknown[] => stored.mock.calls.filter(([key]) => key === KEY).map(([, text]) => JSON.parse(text));
    for (const answer of [linked, () => Response.json({ status: 'linked', link: LINK, subject: SUBJECT })]) {
      const { element } = await elementIn('authorizing', answer);
      wise.answer('code=c');
      await reaches(element, 'linked');
      element.remove();
    }
    expect(notices()).toEqual([JSON.parse(NOTICE)]);
  });
});

describe('another version of the library', () => {
  test('T5 its messages are ignored', async () => {
    const { element, calls } = await elementIn('authorizing', linked);
    const letter = `${location.origin}/wise-callback.html?code=c&state=${wise.state}`;
    for (const type of ['wise-link:0', 'wise-link:2', 'wise-link', 'wise-link:1 ', 1]) {
      dispatchEvent(new MessageEvent('message', { data: { type, letter }, origin: location.origin, source: wise.proxy }));
    }
    await settled();
    expect([element.phase, calls]).toEqual(['authorizing', []]);
    wise.answer('code=c');
    await reaches(element, 'linked');
  });
});
