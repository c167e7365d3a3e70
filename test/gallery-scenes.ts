/** The scenes of `npm run gallery`: how the element gets into each phase, driven by its own buttons. */
import type { Page } from 'playwright';

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••5282' };
const REFERENCE = 'c0ffee00-1234-4321-8888-0123456789ab';
const problem = { retryable: false, correlationId: REFERENCE };

/** The backend's answers to a code or to a request for an email. */
export const ANSWERS = {
  linked: [200, { status: 'linked', link: LINK }],
  pending: [200, { status: 'pending_confirmation', attemptId: 'a_1', link: LINK }],
  never: [200, { status: 'processing', retryAfterSeconds: 60 }],
  mismatch: [409, { ...problem, code: 'identity_mismatch' }],
  wrong: [422, { ...problem, code: 'code_invalid', attemptsLeft: 3 }],
  last: [422, { ...problem, code: 'code_invalid', attemptsLeft: 1 }],
  tooMany: [429, { ...problem, code: 'too_many_attempts', retryAfterSeconds: 600 }],
  often: [429, { ...problem, code: 'rate_limited', retryable: true, retryAfterSeconds: 90 }],
  busy: [503, { ...problem, code: 'wise_unavailable', retryable: true, retryAfterSeconds: 90 }],
  sent: [202, { sentTo: 's•••@e•••.com', resendAfterSeconds: 60, resendsLeft: 4 }],
} as const satisfies Record<string, readonly [number, unknown]>;

/** How to bring the element into a phase. */
export interface Scene {
  attributes?: string;
  answer?: keyof typeof ANSWERS;
  mail?: keyof typeof ANSWERS;
  window?: 'open' | 'blocked' | 'gone';
  /** A script that changes the browser. */
  browser?: string;
  play?: (page: Page) => Promise<void>;
  /** A text to wait for, if the phase alone is not specific. */
  expected?: RegExp;
}

const press = (part: string) => (page: Page) => page.locator(`[part=${part}]`).click();
const type = (text = 'G2s8EJ') => async (page: Page): Promise<void> => {
  await page.locator('[part=input]').fill(text);
  await press('submit')(page);
};
/** Opens the popup, and posts a code as the redirect page does. */
const code = async (page: Page): Promise<void> => {
  await press('launch')(page);
  await page.evaluate(() => {
    const state = new URL(Reflect.get(window, 'asked')).searchParams.get('state');
    const channel = new BroadcastChannel(`wise-link:${state}`);
    channel.postMessage({ type: 'wise-link:1', letter: `${document.querySelector('wise-link')?.redirectUri}?code=G2s8EJ&state=${state}` });
  });
};
const waits = (time: string) => (page: Page) => page.clock.fastForward(time);
/** Runs steps in order. */
const steps = (...all: ((page: Page) => Promise<void>)[]) => async (page: Page): Promise<void> => {
  for (const step of all) await step(page);
};
/** Requests the email, and waits for the code field. */
const mailed = steps(press('launch'), (page) => page.locator('[part=input]:not([readonly])').waitFor());
/** Moves the focus with Tab, so that the focus ring shows. */
const tabs = (times: number) => async (page: Page): Promise<void> => {
  for (let time = 0; time < times; time += 1) await page.keyboard.press('Tab');
};
const canEmail = 'email-url="/api/wise/email"';
const byEmail = `mode="email" ${canEmail}`;

/** A stored attempt of this tab, as after a redirect to Wise and Back. */
const CAME_BACK = `
  const request = new URLSearchParams({ client_id: 'bank', redirect_uri: location.origin + '/wise-callback.html', state: 's' });
  const url = 'https://wise-sandbox.com/oauth/authorize/?' + request;
  const note = { url, phase: 'authorizing', returnTo: location.href, expires: Date.now() + 60_000 };
  sessionStorage.setItem('wise-link:s', new URLSearchParams(note))`;

/** The scenes by name. Each name starts with the phase. */
export const SCENES: Record<string, Scene> = {
  idle: {},
  'idle-focus': { play: tabs(1) },
  'idle-email': { attributes: byEmail },
  'idle-ended': { attributes: 'status-url="/api/wise/status"', expected: /no longer connected/ },
  authorizing: { play: press('launch') },
  'authorizing-blocked': { window: 'blocked', play: press('launch') },
  'authorizing-blocked-email': { window: 'blocked', attributes: canEmail, play: press('launch') },
  // There is no link yet, because the backend has not started the attempt.
  'authorizing-blocked-no-link': { window: 'blocked', attributes: `${canEmail} start-url="/api/wise/never"`, play: press('launch'), expected: /blocked/ },
  'authorizing-gone': { window: 'gone', play: press('launch'), expected: /Did you close/ },
  'authorizing-slow': { play: steps(press('launch'), waits('05:01')), expected: /Open Wise again/ },
  'authorizing-back': { attributes: 'mode="redirect"', browser: CAME_BACK, expected: /Go to Wise again/ },
  'authorizing-in-app': {
    attributes: 'mode="auto"',
    browser: "Object.defineProperty(navigator, 'userAgent', { value: 'iPhone Instagram' })",
    play: press('launch'),
  },
  'authorizing-framed': { attributes: 'mode="redirect"', browser: 'parent = {}', play: press('launch') },
  'requesting-email': { attributes: 'mode="email" email-url="/api/wise/never"', play: press('launch') },
  'awaiting-code': { attributes: byEmail, play: mailed },
  'awaiting-code-focus': { attributes: byEmail, play: steps(mailed, (page) => page.locator('[part=input]').focus(), tabs(2)) },
  'awaiting-code-resend': { attributes: byEmail, play: steps(mailed, waits('01:01')), expected: /again$/ },
  'awaiting-code-five': { attributes: byEmail, play: steps(mailed, waits('26:00')), expected: /5 minutes/ },
  'awaiting-code-one': { attributes: byEmail, play: steps(mailed, waits('29:30')), expected: /1 minute/ },
  'awaiting-code-wrong': { attributes: 'mode="email"', answer: 'wrong', play: type(), expected: /3 attempts/ },
  // The card with the most content.
  'awaiting-code-last': { attributes: byEmail, answer: 'last', play: steps(mailed, waits('26:00'), type()), expected: /one attempt/ },
  'awaiting-code-foreign': { attributes: byEmail, play: steps(mailed, type('G2ѕ8ЕЈ')), expected: /cannot be part/ },
  'awaiting-code-link': { attributes: byEmail, play: steps(mailed, type('https://wise.com/c?code=G2s8EJ')), expected: /is a link/ },
  'awaiting-code-text': { attributes: byEmail, play: steps(mailed, type('G2s8EJ'.repeat(99))), expected: /not look like a code/ },
  'awaiting-code-often': { attributes: byEmail, mail: 'often', play: mailed, expected: /short time/ },
  'awaiting-code-instead': { window: 'blocked', attributes: canEmail, play: steps(press('launch'), press('email')), expected: /Wise instead/ },
  'awaiting-code-waiting': { attributes: 'mode="email" start-url="/api/wise/never"', play: type(), expected: /One moment/ },
  exchanging: { answer: 'never', play: code },
  'exchanging-offline': {
    play: async (page) => {
      await page.context().setOffline(true);
      await code(page);
    },
    expected: /You are offline/,
  },
  confirming: { attributes: 'mode="email"', answer: 'pending', play: type() },
  linked: { answer: 'linked', play: code },
  'failed-for-good': { answer: 'mismatch', play: code },
  'failed-for-now': { answer: 'busy', play: code },
  'failed-often': { answer: 'often', play: code },
  'failed-too-many': { attributes: canEmail, answer: 'tooMany', play: code },
  'failed-too-many-email': { attributes: byEmail, answer: 'tooMany', play: steps(mailed, type()) },
  'failed-expired': { attributes: byEmail, play: steps(mailed, waits('31:00'), waits('00:02')), expected: /has expired/ },
  'failed-misconfigured': { attributes: 'environment="live"' },
};
