// Tests that nothing moves: neither a part of the card, nor the page below it.
import { expect, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' };
const SENT = { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 };
const REFERENCE = { correlationId: 'c0ffee00-1234-4321-8888-0123456789ab' };

/** What the test does in the page, besides pressing. */
interface Stage {
  answers(body: object): void;
  refuses(error: object): void;
  mails(status: number, body: object): void;
  returns(query: string): void;
  closes(): void;
}

/** The layout shifts since the last step. */
interface Shifts {
  sum: number;
  /** Without those within half a second of a click, as a browser reports them for the page. */
  unasked: number;
}

/** A press of the customer, after which the browser excuses a new view; anything else, after which nothing may move; or one of the few answers after which the card must have another height, and nothing that stays in it may move. */
type Kind = 'press' | 'answer' | 'height';

/** A step: what happens, and the phase or the text in which it ends. */
type Step = [kind: Kind, what: string, act: (page: Page) => Promise<unknown>, until: string | RegExp];

const press = (part: string) => (page: Page) => page.locator(`wise-link [part=${part}]:visible`).click();
const does = <Name extends keyof Stage>(name: Name, ...with_: Parameters<Stage[Name]>) => (page: Page) =>
  page.evaluate(([method, all]) => Reflect.get(Reflect.get(window, 'stage'), method)(...all), [name, with_] as [string, unknown[]]);
const waits = (time: string) => (page: Page) => page.clock.fastForward(time);
const types = async (page: Page): Promise<void> => {
  await page.locator('wise-link [part=input]').fill('G2s8EJ');
  await press('submit')(page);
};
const submits = (text: string) => (page: Page) => page.evaluate((code) => document.querySelector('wise-link')?.submitCode(code), text);

const asked = does('answers', { status: 'pending_confirmation', attemptId: 'a_1', link: LINK });
const linked = does('answers', { status: 'linked', link: LINK });
const wrong = does('refuses', { code: 'code_invalid', attemptsLeft: 3, ...REFERENCE });
const sent = does('mails', 202, SENT);

/** Answers a question that has been in place for half a second. */
const answer = (part: string) => async (page: Page): Promise<void> => {
  await page.locator(`wise-link [part=${part}]:not([aria-disabled] *)`).waitFor();
  await press(part)(page);
};

/** Every change of phase that the customer does not cause by a press, with those by presses in between. */
const FLOWS: Record<string, Step[]> = {
  'in a window': [
    ['press', 'connect', press('launch'), 'authorizing'],
    ['answer', 'the window closes', does('closes'), /Did you close/],
    ['answer', 'five minutes pass', waits('05:01'), /Open Wise again/],
    ['answer', 'Wise answers', does('returns', 'code=c'), 'exchanging'],
    ['answer', 'a question', asked, 'confirming'],
    ['press', 'no', answer('decline'), 'exchanging'],
    ['answer', 'the account is discarded', does('answers', { status: 'discarded' }), 'idle'],
    ['press', 'connect', press('launch'), 'authorizing'],
    ['answer', 'declined at Wise', does('returns', 'error=access_denied'), 'idle'],
    ['press', 'connect', press('launch'), 'authorizing'],
    ['answer', 'Wise answers', does('returns', 'code=c'), 'exchanging'],
    ['answer', 'the service is not available', does('refuses', { code: 'wise_unavailable', retryable: true, retryAfter: 90, ...REFERENCE }), 'failed'],
    ['press', 'copy the reference', press('copy'), /opied/],
    ['press', 'try again', press('retry'), 'exchanging'],
    ['answer', 'another customer’s account', does('refuses', { code: 'identity_mismatch', ...REFERENCE }), 'failed'],
    ['press', 'another account', press('launch'), 'authorizing'],
    ['answer', 'Wise answers', does('returns', 'code=c'), 'exchanging'],
    ['answer', 'a question', asked, 'confirming'],
    ['press', 'yes', answer('confirm'), 'exchanging'],
    ['answer', 'the link', linked, 'linked'],
  ],
  'with a code by email': [
    ['press', 'send the email', press('launch'), 'requesting-email'],
    ['answer', 'sent', sent, 'awaiting-code'],
    ['answer', 'look-alikes', submits('G2ѕ8ЕЈ'), /cannot be part/],
    ['answer', 'a link', submits('https://wise.com/c?code=G2s8EJ'), /is a link/],
    ['press', 'a code', types, 'exchanging'],
    // The field and its explanation are twice as high as any answer, in which they would leave a hole.
    ['height', 'a wrong code', wrong, 'awaiting-code'],
    ['answer', 'the time to wait is over', waits('01:05'), /Send the email again$/],
    ['press', 'send the email again', press('email'), 'requesting-email'],
    ['answer', 'sent', sent, 'awaiting-code'],
    ['press', 'a code', types, 'exchanging'],
    ['answer', 'a question', asked, 'confirming'],
    ['press', 'yes', answer('confirm'), 'exchanging'],
    ['answer', 'the link', linked, 'linked'],
  ],
  'when no email can be sent': [
    ['press', 'send the email', press('launch'), 'requesting-email'],
    ['height', 'not available', does('mails', 503, { code: 'wise_unavailable', retryable: true, ...REFERENCE }), 'failed'],
    ['press', 'send the email', press('launch'), 'requesting-email'],
    ['answer', 'too often', does('mails', 429, { code: 'rate_limited', retryable: true, retryAfterSeconds: 30, ...REFERENCE }), 'awaiting-code'],
    ['height', 'the time is over', waits('31:00'), 'failed'],
  ],
};

/** Opens the gallery with one element, whose backend and window the test controls. */
async function opens(page: Page, attributes: Record<string, string>): Promise<void> {
  await page.clock.install();
  await page.goto(`${BANK}/gallery.html?only=idle`);
  await page.locator('html[data-ready]').waitFor();
  await page.evaluate(async (all) => {
    const element = document.querySelector('wise-link');
    if (!element) throw new Error('no element');
    const below = document.createElement('p');
    below.textContent = 'The page goes on.';
    element.after(below);
    let settle: { resolve: (body: never) => void; reject: (error: object) => void } | undefined;
    element.exchange = () => new Promise((resolve, reject) => (settle = { resolve, reject }));
    let mail: ((response: Response) => void) | undefined;
    window.fetch = () => new Promise((resolve) => (mail = resolve));
    let state: string | null = '';
    const wise = { closed: false, close() {}, focus() {}, postMessage() {} };
    window.open = (url) => {
      state = new URL(String(url)).searchParams.get('state');
      return Object.assign(wise, { closed: false }) as never;
    };
    const found: { value: number; hadRecentInput: boolean }[] = [];
    const take = (list: PerformanceObserverEntryList | PerformanceEntryList): void => void found.push(...((Array.isArray(list) ? list : list.getEntries()) as never[]));
    const observer = new PerformanceObserver(take);
    observer.observe({ type: 'layout-shift' });
    Object.assign(window, {
      stage: {
        answers: (body) => settle?.resolve(body as never),
        refuses: (error) => settle?.reject({ retryable: false, ...error }),
        mails: (status, body) => mail?.(Response.json(body, { status })),
        returns: (query) => element.handleCallback(`${element.redirectUri}?${query}&state=${state}`),
        closes: () => (wise.closed = true),
      } satisfies Stage,
      shifts: () => {
        take(observer.takeRecords());
        const all = found.splice(0);
        const sum = (entries: typeof all): number => entries.reduce((total, { value }) => total + value, 0);
        return { sum: sum(all), unasked: sum(all.filter(({ hadRecentInput }) => !hadRecentInput)) };
      },
    });
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
    await element.updateComplete;
  }, attributes);
  await shifts(page);
}

/** Waits until the last frames are shown, and their shifts reported. */
const shifts = (page: Page): Promise<Shifts> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
    return Reflect.get(window, 'shifts')();
  });

/** Where each visible part of the card is, by its name and text. */
const places = async (page: Page): Promise<Map<string, number>> =>
  new Map(
    await page.evaluate(() =>
      [...(document.querySelector('wise-link')?.shadowRoot?.querySelectorAll('[part]:not(div), p > span') ?? [])]
        .filter((one) => one.checkVisibility() && one.getAttribute('role') !== 'status')
        .map((one): [string, number] => [`${one.getAttribute('part') ?? one.localName} ${one.textContent}`, Math.round(one.getBoundingClientRect().top)]),
    ),
  );

/** Waits for the phase, or for a text of the card. */
const reaches = (page: Page, until: string | RegExp): Promise<unknown> =>
  typeof until === 'string'
    ? page.waitForFunction((phase) => document.querySelector('wise-link')?.phase === phase, until)
    : page.locator('wise-link').getByText(until).first().waitFor();

for (const width of [320, 800]) {
  for (const [flow, steps] of Object.entries(FLOWS)) {
    test(`nothing moves ${flow}, on a screen ${width} px wide`, async ({ page }) => {
      await page.setViewportSize({ width, height: 1000 });
      await opens(page, flow === 'in a window' ? {} : { mode: 'email', 'email-url': '/email' });
      const moved: string[] = [];
      let before = await places(page);
      for (const [kind, what, act, until] of steps) {
        await act(page);
        await reaches(page, until);
        const { sum, unasked } = await shifts(page);
        const now = await places(page);
        const elsewhere = [...now].filter(([part, top]) => Math.abs((before.get(part) ?? top) - top) > 2);
        before = now;
        const counted = { press: unasked, answer: sum, height: elsewhere.length };
        if (counted[kind]) moved.push(`${what}: ${counted[kind]} ${String(elsewhere)}`);
      }
      expect(moved).toEqual([]);
    });
  }
}
