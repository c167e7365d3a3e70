import { BANK, CALLBACK, PAGE, OTHER_SITE } from '../places.js';
import type { Page } from '../page.js';
import type { Step } from '../step.js';
import type { World } from '../world.js';

/** Messages that an attacker posts to pages of the bank. */
const FORGERIES: Record<string, (state: string) => unknown> = {
  'a response with a guessed state': () => ({ type: 'wise-link:1', letter: `${CALLBACK}?code=THEIRS&state=guessed` }),
  'a response with a known state': (state) => ({ type: 'wise-link:1', letter: `${CALLBACK}?code=THEIRS&state=${state}` }),
  'a receipt': () => ({ type: 'wise-link:1' }),
  'garbage': () => null,
};

/** The actions of an attacker on another origin who knows at most a state. */
export function attacker(world: World): Step[] {
  const { browser } = world;
  const pages = browser.tabs.flatMap(({ page }) => (page && page.origin === BANK ? page : []));
  return [
    ...pages.flatMap((page) => Object.entries(FORGERIES).map(([what, data]) => ({ text: `attacker: posts ${what} to ${page.tab.name}`, run: () => posts(page, data(lastState(world))) }))),
    ...(browser.tabs.length > 4
      ? []
      : [
          { text: 'attacker: opens the redirect page with another code', run: () => void browser.adds(`${CALLBACK}?code=THEIRS&state=evil`) },
          { text: 'attacker: opens the page with another code', run: () => void browser.adds(`${PAGE}?code=THEIRS&state=evil`) },
          { text: 'attacker: opens the last response again', run: () => void browser.adds(world.wise.responses[0] ?? CALLBACK) },
        ]),
    { text: 'attacker: sends all pages a cross-tab notice', run: () => notifies(pages) },
  ];
}

/** The state of the last attempt at Wise. */
const lastState = ({ browser, shell }: World): string =>
  [...browser.tabs.map(({ url }) => new URL(url)), ...shell].map(({ searchParams }) => searchParams.get('state')).findLast((state) => !!state) ?? '';

/** Posts a message from another origin, with a source whose opener is the page. */
function posts(page: Page, data: unknown): void {
  const source = { opener: page.proxy, closed: false, postMessage() {} };
  page.queues('message', () => page.dispatches('message', { origin: new URL(OTHER_SITE).origin, source, data }));
}

function notifies(pages: Page[]): void {
  for (const page of pages) {
    for (const [key, newValue] of [['wise-link:guessed', '{"status":"linked"}'], ['wise-link:https://wise-sandbox.com/oauth/authorize/ bank', '{"status":"EVIL"']]) {
      page.queues('storage', () => page.dispatches('storage', { key, newValue }));
    }
  }
}
