// The troubles, each as it happens to a customer.
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from 'playwright';
import type { Name } from './candidates.js';
import type { Setting } from './stage.js';

/** The pages while the customer is at the provider. */
export interface During {
  context: BrowserContext;
  /** The tab. */
  page: Page;
  /** The tab's page, or the frame in it, with the candidate. */
  view: Page | Frame;
  /** The provider's window. */
  window: Page;
}

/** A trouble. */
export interface Trouble {
  name: string;
  /** The only candidate that has something to play. */
  only?: Name;
  setting?: Setting;
  /** Attributes of the frame on another site in which the page is. Undefined: the page is in no frame. */
  frame?: string;
  /** Whether the page has to be in the background. */
  isInBackground?: boolean;
  /** How many tabs start at once. */
  tabs?: number;
  /** How long the customer takes at the provider, in milliseconds. */
  readingMs?: number;
  /** Before the page is opened. */
  prepare?: (context: BrowserContext) => Promise<void>;
  /** While the customer is at the provider. */
  meanwhile?: (during: During) => Promise<void>;
  /** After the customer has given access. */
  afterwards?: (during: During) => Promise<void>;
}

const JUMP_MS = 2 * 60 * 60 * 1000;
const FROZEN_MS = 5000;

/** Moves the clock of a page, as the correction of a computer's clock does. Timers are not affected. */
const MOVES_CLOCK = `{
  const RealDate = Date;
  const moved = () => RealDate.now() + ${JUMP_MS};
  window.Date = class extends RealDate {
    constructor(...given) {
      super(...(given.length === 0 ? [moved()] : given));
    }
    static now = moved;
  };
}`;

async function setLifecycle({ context, page }: During, state: 'frozen' | 'active'): Promise<void> {
  if (state === 'frozen') await page.evaluate(() => document.addEventListener('freeze', () => (document.title = 'frozen')));
  else if ((await page.title()) !== 'frozen') throw new Error('The browser did not freeze the page');
  const session = await context.newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state });
  await session.detach();
}

/** Whether a page may set a cookie in a frame on another site. A private window, as every test has one, blocks it by default. */
function keepsCookies(): boolean {
  document.cookie = 'probe=1; SameSite=None; Secure; Path=/';
  return document.cookie.includes('probe=1');
}

/** All troubles, in the order of the table. */
export const TROUBLES: readonly Trouble[] = [
  { name: 'none' },
  { name: 'the provider’s pages isolate themselves (COOP)', setting: { isIsolated: true } },
  {
    name: 'the browser blocks the window',
    prepare: async (context) => {
      await context.addInitScript('window.open = () => null');
    },
  },
  {
    name: 'the page is reloaded while the window is open',
    meanwhile: async ({ page }) => {
      await page.reload();
    },
  },
  {
    name: 'the page is frozen in the background until five seconds after the consent',
    isInBackground: true,
    meanwhile: (during) => setLifecycle(during, 'frozen'),
    afterwards: async (during) => {
      await sleep(FROZEN_MS);
      await setLifecycle(during, 'active');
    },
  },
  { name: 'two tabs start at once', tabs: 2 },
  { name: 'the answer to the exchange is lost', setting: { cutsAnswer: true } },
  {
    name: 'the computer’s clock moves two hours ahead while the window is open',
    meanwhile: async ({ context, page }) => {
      await context.addInitScript(MOVES_CLOCK);
      await page.evaluate(MOVES_CLOCK);
    },
  },
  {
    name: 'the page’s content is replaced while the window is open',
    meanwhile: async ({ view }) => {
      await view.evaluate(() => window.swap());
      await sleep(1000);
    },
  },
  { name: 'in a sandboxed frame that may not open windows', frame: 'sandbox="allow-scripts allow-same-origin allow-forms"' },
  { name: 'in a sandboxed frame without its origin', frame: 'sandbox="allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox"' },
  {
    name: 'in a frame on another site, third-party cookies off',
    frame: '',
    meanwhile: async ({ view }) => {
      if (await view.evaluate(keepsCookies)) throw new Error('Third-party cookies are on');
    },
  },
  { name: 'the same, with the package’s own page for such frames', frame: '', setting: { hasRelay: true }, only: 'msal-browser' },
  { name: 'the customer takes 90 seconds at the provider', readingMs: 90_000 },
];
