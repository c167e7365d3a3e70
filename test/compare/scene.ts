// One candidate in one trouble, observed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Frame, Page } from 'playwright';
import { buttonIn, consentsIn, pressesIn, toldIn } from './customer.js';
import { wordsOf, together, type Observed } from './outcome.js';
import type { Stage } from './stage.js';
import type { Trouble } from './troubles.js';

/** How long the customer reads the provider's page, in milliseconds. */
const READING_MS = 3000;
/** How long a page is watched after its last message. */
const AFTERWARDS_MS = 8000;

const now = (): number => performance.timeOrigin + performance.now();
/** Plays a trouble with a candidate, and says what came of it. Watches each page for `seconds` at most. */
export async function played(context: BrowserContext, stage: Stage, trouble: Trouble, seconds: number): Promise<string> {
  await trouble.prepare?.(context);
  const tabs = await Promise.all(Array.from({ length: trouble.tabs ?? 1 }, () => tabIn(context, stage, trouble)));
  const pressed: Pressed[] = [];
  for (const tab of tabs) pressed.push({ ...tab, consented: NaN, window: tab.noButton === undefined ? await pressesIn(tab.view, context) : undefined });
  await sleep(trouble.readingMs ?? READING_MS);
  for (const { page, view, window } of pressed) if (window) await trouble.meanwhile?.({ page, view, window, context });
  for (const one of pressed) one.consented = one.window ? await consentsIn(one.window) : now();
  for (const { page, view, window } of pressed) if (window) await trouble.afterwards?.({ page, view, window, context });
  return together(await Promise.all(pressed.map(async (one) => wordsOf(await observed(one, seconds)))));
}

interface Tab {
  page: Page;
  /** The page, or the frame with the candidate. */
  view: Page | Frame;
  noButton: string | undefined;
}

interface Pressed extends Tab {
  window: Page | undefined;
  /** When the customer gave access, in milliseconds since 1970. */
  consented: number;
}

async function tabIn(context: BrowserContext, stage: Stage, { frame }: Trouble): Promise<Tab> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(frame === undefined ? stage.url : `${stage.portal}/portal?attributes=${encodeURIComponent(frame)}`);
  const view = frame === undefined ? page : (page.frames().find((one) => one.url() === `${stage.url}/`) ?? page);
  return { page, view, noButton: await buttonIn(view, errors) };
}

/** Watches a page until the account is linked, until nothing has been told for some time after a message, or for the given time. */
async function observed({ view, window, noButton, consented }: Pressed, seconds: number): Promise<Observed> {
  const until = consented + seconds * 1000;
  let told = await toldIn(view);
  while (noButton === undefined && now() < until) {
    told = await toldIn(view);
    const last = told.at(-1);
    if (told.some(({ kind }) => kind === 'linked')) break;
    if (last && now() > Math.max(last.at, consented) + AFTERWARDS_MS) break;
    await sleep(250);
  }
  const messages = told.map(({ at, ...message }) => ({ ...message, seconds: (at - consented) / 1000 }));
  return { noButton, messages, watched: seconds, isWindowOpen: window && !window.isClosed() };
}
