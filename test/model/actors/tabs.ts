import { PAGE, OTHER_SITE } from '../places.js';
import type { Step } from '../step.js';
import type { Tab } from '../tab.js';
import type { World } from '../world.js';

/** The maximum number of tabs. More find nothing new. */
const MAX_TABS = 5;

/** The actions of the customer and the browser on tabs. */
export function tabs({ browser, wise }: World): Step[] {
  const isFull = browser.tabs.length >= MAX_TABS;
  const more = isFull ? [] : [{ text: 'customer: opens the bank in another tab', run: () => void browser.adds(PAGE) }];
  const away = browser.focused ? [{ text: 'customer: looks elsewhere', run: () => browser.focus(undefined) }] : [];
  const [last] = wise.responses;
  const again = last ? browser.tabs.map((tab) => ({ text: `customer: opens the last response again in ${tab.name}`, run: () => tab.loads(last, 'push') })) : [];
  return [...more, ...away, ...again, ...browser.tabs.flatMap((tab) => [...onTab(tab), ...(isFull ? [] : copies(tab))])];
}

function onTab(tab: Tab): Step[] {
  const { browser, page, name, history, index } = tab;
  const isHidden = browser.focused !== tab;
  const steps: [boolean, string, () => void][] = [
    [isHidden, `customer: looks at ${name}`, () => browser.focus(tab)],
    [!!page, `customer: reloads ${name}`, () => tab.reloads()],
    [index > 0, `customer: goes back in ${name}`, () => tab.goes(-1)],
    [index < history.length - 1, `customer: goes forward in ${name}`, () => tab.goes(1)],
    [page?.kind !== 'bank' && !tab.isFramed, `customer: goes to the bank in ${name}`, () => tab.loads(PAGE, 'push')],
    [page?.life === 'live' && isHidden, `browser: freezes ${name}`, () => void (page && (page.life = 'frozen'))],
    [page?.life === 'frozen', `browser: wakes ${name}`, () => wakes(tab)],
    [!!page && isHidden, `browser: discards ${name}`, () => tab.discards()],
    [page?.kind === 'blank', `customer: goes elsewhere in ${name}`, () => tab.loads(OTHER_SITE, 'push')],
    [true, `customer: closes ${name}`, () => closes(tab)],
  ];
  return steps.filter(([isPossible]) => isPossible).map(([, text, run]) => ({ text, run }));
}

const copies = (tab: Tab): Step[] =>
  tab.page?.kind === 'bank' ? [{ text: `customer: duplicates ${tab.name}`, run: () => void tab.browser.adds(tab.url, { copyOf: tab }) }] : [];

/** Closes a tab. An empty window that the customer closes counts as blocked. */
function closes(tab: Tab): void {
  if (tab.page?.kind === 'blank') tab.browser.hasRefused = true;
  tab.closes();
}

function wakes({ page }: Tab): void {
  if (!page) return;
  page.life = 'live';
  page.queues('focus', () => page.dispatches('resume'));
}
