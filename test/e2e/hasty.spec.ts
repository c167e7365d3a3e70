// Tests a redirect page that posts and closes in one task.
import { expect, type Page } from '@playwright/test';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';
import { withoutStart } from './without-start.js';

/** A different redirect page, which posts the response and closes in one task, without a receipt. */
const hastyPage = (script: string): string => `<!doctype html>
  <title>Hasty</title>
  <script>
    const state = new URLSearchParams(location.search).get('state');
    const message = { type: 'wise-link:1', letter: location.href + '&code=' + crypto.randomUUID() };
    ${script}
    close();
  </script>`;

const MESSAGE = 'opener.postMessage(message, location.origin);';
const CHANNEL = "new BroadcastChannel('wise-link:' + state).postMessage(message);";

const transports: [name: string, script: string, runs: number][] = [
  ['by both transports', MESSAGE + CHANNEL, 200],
  ['by message only', MESSAGE, 50],
  ['by channel only', CHANNEL, 50],
];

/** The results of the attempts so far. */
interface Ends {
  linked: number;
  gone: number;
  failed: number;
  codes: number;
}

/** Sends the element directly to the hasty page, with an exchange function that counts the codes. */
async function countEnds(page: Page): Promise<void> {
  await page.evaluate(() => {
    const element = document.querySelector('wise-link');
    if (!element) throw new Error('There is no <wise-link>');
    const codes = new Set<unknown>();
    const ends = { linked: 0, gone: 0, failed: 0, codes: 0 };
    element.authorizeUrl = `${location.origin}/hasty.html`;
    element.redirectUri = `${location.origin}/hasty.html`;
    element.exchange = async (payload) => {
      ends.codes = codes.add('code' in payload && payload.code).size;
      return { status: 'linked', link: { displayName: 'S•••', profileType: 'personal', profileRef: '•••1' } };
    };
    element.addEventListener('wise-link-change', ({ phase, reason }) => {
      if (phase === 'linked') ends.linked += 1;
      else if (phase === 'failed') ends.failed += 1;
      else if (reason === 'gone') ends.gone += 1;
      else return;
      dispatchEvent(new Event('ended'));
    });
    Object.assign(window, { ends });
  });
}

/** Starts an attempt and waits until it ends. Chromium treats test code as a user gesture. */
async function attempt(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const element = document.querySelector('wise-link');
    const ended = new Promise((resolve) => addEventListener('ended', resolve, { once: true }));
    void element?.open();
    await ended;
    element?.reset();
  });
}

for (const [name, script, runs] of transports) {
  test(`P11 the redirect page posts and closes in the same task, ${name}: ${runs} of ${runs}`, async ({ page, context }) => {
    test.setTimeout(300_000);
    await context.route(`${BANK}/hasty.html?*`, (route) => route.fulfill({ contentType: 'text/html', body: hastyPage(script) }));
    // The bank refuses to start an attempt for this redirect URI.
    await withoutStart(page);
    // The page always has focus here, so the element is most likely to mistake a closed window for a lost one.
    await page.goto(`${BANK}/popup.html`);
    await countEnds(page);
    for (let run = 0; run < runs; run += 1) await attempt(page);
    const ends: Ends = await page.evaluate(() => Reflect.get(window, 'ends'));
    expect(ends).toEqual({ linked: runs, gone: 0, failed: 0, codes: runs });
    await expect.poll(() => context.pages().length).toBe(1);
  });
}
