// Tests the package’s own test helpers.
import { http, HttpResponse } from 'msw';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backend, FakeWise, LINK, SCENARIOS, type Scenario } from '../../src/testing/index.js';
import { backend as cypressBackend, type Cy } from '../../src/testing/cypress.js';
import { worker } from '../support/backend.js';
import { answers, partOf, press, reaches, seen, type, wiseLink } from '../support/element.js';

const URLS = { 'start-url': '/api/wise/start', 'status-url': '/api/wise/status', 'email-url': '/api/wise/email' };

let over: AbortController;
let wise: FakeWise;

beforeEach(() => {
  over = new AbortController();
  wise = new FakeWise(over);
});
afterEach(() => over.abort());

/** The end of each scenario, for a code from the Wise window. */
const ENDS: Record<Scenario, readonly [phase: string, text: RegExp]> = {
  'linked': ['linked', /is connected/],
  'linked-before': ['linked', /is connected/],
  'slow': ['exchanging', /./],
  'wrong-code': ['failed', /too old|expired/i],
  'identity-mismatch': ['failed', /could not confirm/],
  'profile-missing': ['failed', /profile/],
  'unavailable': ['linked', /is connected/],
  'outcome-unknown': ['failed', /./],
  'session-required': ['failed', /log in/i],
  'rate-limited': ['failed', /./],
  'network-error': ['exchanging', /./],
};

describe('the fake backend and the fake Wise', () => {
  test.each(Object.keys(SCENARIOS) as Scenario[])('play %s, starting with the button', async (scenario) => {
    worker.use(...backend(scenario));
    const element = await wiseLink(URLS);
    const [phase, text] = ENDS[scenario];
    if (scenario !== 'linked-before') {
      press(element, 'launch');
      await expect.poll(() => wise.isOpen && wise.url.searchParams.get('client_id'), { timeout: 10_000 }).toBe('bank');
      wise.givesAccess();
    }
    await reaches(element, phase);
    expect(Object.values(seen(element)).join(' ')).toMatch(text);
    if (phase === 'linked') expect(element.link).toEqual(LINK);
  });

  test('the customer declines', async () => {
    worker.use(...backend());
    const element = await wiseLink();
    press(element, 'launch');
    wise.declines();
    await reaches(element, 'idle');
    expect(wise.isOpen).toBe(false);
  });

  test('a typed code asks "is this you?", and links', async () => {
    worker.use(...backend());
    const element = await wiseLink({ ...URLS, mode: 'email' });
    press(element, 'launch');
    await reaches(element, 'awaiting-code');
    type(element, 'G2s8EJ');
    press(element, 'submit');
    await reaches(element, 'confirming');
    await answers(element, 'confirm');
    await reaches(element, 'linked');
  });

  test('a wrong code has fewer tries left each time', async () => {
    worker.use(...backend('wrong-code'));
    const element = await wiseLink({ mode: 'email' });
    for (const tries of [4, 3]) {
      type(element, `wrong${tries}`);
      press(element, 'submit');
      await reaches(element, 'exchanging');
      await reaches(element, 'awaiting-code');
      expect(seen(element)['error']).toContain(`${tries}`);
    }
  });

  test('reading the URL before Wise was opened throws with an explanation', () => {
    expect(() => wise.url).toThrow(/press the button/);
  });

  test('window.open is restored at the end', async () => {
    const other = new AbortController();
    const { open } = globalThis;
    expect(new FakeWise(other).isOpen).toBe(false);
    expect(globalThis.open).not.toBe(open);
    other.abort();
    expect(globalThis.open).toBe(open);
  });
});

describe('in Cypress, which has one tab, and shows the page in a frame', () => {
  /** The used parts of `cy`: parses JSON bodies, and replies as instructed. */
  const cy: Cy = {
    intercept({ method, pathname, hostname = location.hostname }, handler) {
      const isMeant = (request: Request): boolean => request.method === method && new URL(request.url).hostname === hostname;
      worker.use(
        http.all(pathname, async ({ request }) => {
          if (!isMeant(request)) return undefined;
          const body: unknown = method === 'POST' ? await request.json() : '';
          return new Promise<Response>((resolve, reject) => {
            const reply: Parameters<typeof handler>[0]['reply'] = (answer) =>
              resolve('statusCode' in answer ? new HttpResponse(answer.body, { status: answer.statusCode, headers: answer.headers }) : HttpResponse.error());
            handler({ url: request.url, body, reply }).catch(reject);
          });
        }),
      );
    },
  };

  test('the backend plays the same scenarios', async () => {
    cypressBackend(cy);
    const element = await wiseLink(URLS);
    press(element, 'launch');
    await expect.poll(() => wise.isOpen && wise.url.searchParams.get('client_id')).toBe('bank');
    wise.givesAccess();
    await reaches(element, 'linked');
    expect(element.link).toEqual(LINK);
  });

  test('network-error aborts the request', async () => {
    cypressBackend(cy, 'network-error');
    await expect(fetch('/api/wise/exchange', { method: 'POST', body: '{}' })).rejects.toThrow();
    expect((await fetch('/api/wise/status')).status).toBe(200);
  });

  test('an endpoint on another host is intercepted only there', async () => {
    cypressBackend(cy, 'linked-before', { status: 'https://bank.example/api/wise/status' });
    worker.use(http.get('/api/wise/status', () => HttpResponse.json('own'), { once: true }));
    expect(await (await fetch('/api/wise/status')).json()).toBe('own');
  });

  test('the fake Wise replaces the framed page’s window.open, and posts the response there', async () => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const { contentWindow } = frame;
    if (!contentWindow) throw new Error('The frame has no window');
    const page = contentWindow as Window & typeof globalThis;
    const inFrame = new FakeWise({ window: page, signal: over.signal });
    const channel = new BroadcastChannel('wise-link:s');
    const message = new Promise<MessageEvent>((resolve) => channel.addEventListener('message', resolve));
    page.open(`https://wise-sandbox.com/oauth/authorize/?${new URLSearchParams({ state: 's', redirect_uri: `${location.origin}/wise-callback.html` })}`);
    expect(inFrame.isOpen && !wise.isOpen).toBe(true);
    inFrame.givesAccess({ profileId: '7' });
    expect((await message).data.letter).toBe(`${location.origin}/wise-callback.html?code=G2s8EJ&profileId=7&state=s`);
    channel.close();
    frame.remove();
  });

  test('a clock that jumps, like cy.tick, allows the next email', async () => {
    worker.use(...backend());
    vi.useFakeTimers();
    try {
      const element = await wiseLink({ ...URLS, mode: 'email' });
      press(element, 'launch');
      await reaches(element, 'awaiting-code');
      expect(partOf(element, 'email').getAttribute('aria-disabled')).toBe('true');
      vi.advanceTimersByTime(60_000);
      await expect.poll(() => partOf(element, 'email').getAttribute('aria-disabled')).not.toBe('true');
    } finally {
      vi.useRealTimers();
    }
  });
});
