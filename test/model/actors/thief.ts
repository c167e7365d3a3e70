import { BANK, CALLBACK, PAGE, STRANGER } from '../places.js';
import type { Page } from '../page.js';
import type { Step } from '../step.js';
import type { World } from '../world.js';

/** What is posted to pages of the bank by whoever can. */
const FORGERIES: Record<string, (state: string) => unknown> = {
  'a letter with a guessed state': () => ({ type: 'wise-link:1', letter: `${CALLBACK}?code=THEIRS&state=guessed` }),
  'a letter with a state that he has seen': (state) => ({ type: 'wise-link:1', letter: `${CALLBACK}?code=THEIRS&state=${state}` }),
  'a receipt': () => ({ type: 'wise-link:1' }),
  'rubbish': () => null,
};

/** What strangers do: they know no more than a state, and stand on another origin. */
export function thief(world: World): Step[] {
  const { browser } = world;
  const pages = browser.tabs.flatMap(({ page }) => (page && page.origin === BANK ? page : []));
  return [
    ...pages.flatMap((page) => Object.entries(FORGERIES).map(([what, data]) => ({ text: `thief: posts ${what} to ${page.tab.name}`, run: () => posts(page, data(lastState(world))) }))),
    ...(browser.tabs.length > 4
      ? []
      : [
          { text: 'thief: opens the redirect page with a code of his', run: () => void browser.adds(`${CALLBACK}?code=THEIRS&state=evil`) },
          { text: 'thief: opens the page with a code of his', run: () => void browser.adds(`${PAGE}?code=THEIRS&state=evil`) },
          { text: 'thief: opens the last letter once more', run: () => void browser.adds(world.wise.letters[0] ?? CALLBACK) },
        ]),
    { text: 'thief: tells all pages that somebody has linked', run: () => tells(pages) },
  ];
}

/** The state of the last attempt that has gone to Wise. */
const lastState = ({ browser, shell }: World): string =>
  [...browser.tabs.map(({ url }) => new URL(url)), ...shell].map(({ searchParams }) => searchParams.get('state')).findLast((state) => !!state) ?? '';

/** From another origin, by a window that the page has opened, as far as it can see. */
function posts(page: Page, data: unknown): void {
  const source = { opener: page.proxy, closed: false, postMessage() {} };
  page.queues('message', () => page.dispatches('message', { origin: new URL(STRANGER).origin, source, data }));
}

function tells(pages: Page[]): void {
  for (const page of pages) {
    for (const [key, newValue] of [['wise-link:guessed', '{"status":"linked"}'], ['wise-link:https://wise-sandbox.com/oauth/authorize/ bank', '{"status":"EVIL"']]) {
      page.queues('storage', () => page.dispatches('storage', { key, newValue }));
    }
  }
}
