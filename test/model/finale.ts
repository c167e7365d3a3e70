import { ERRORS } from '../../src/errors.js';
import type { Element } from './element.js';
import { Tab } from './tab.js';
import { stateOf } from './wise.js';
import type { World } from './world.js';

/** How often the customer may press until he has linked, or is at Wise anew. */
const PRESSES = 3;

/** What he presses: what lies nearest, and what else there is if that leads nowhere. */
const WAYS = ['launch', 'continue-here', 'link', 'cancel'] as const;

/** The end of every schedule: what was broken is mended, and from wherever an element stands the customer links. */
export function finale(world: World): void {
  const { browser, backend } = world;
  Object.assign(browser, { popups: 'allowed', storage: browser.storage === 'full' ? 'open' : browser.storage });
  Object.assign(backend, { mood: 'works', statusMood: 'the truth', isMailing: true });
  backend.attempts.mood = 'well';
  if (!browser.isOnline) browser.connects(true);
  for (const tab of browser.tabs) browser.focus(tab);
  world.passes(1000);
  world.oracle.checks();
  for (const element of world.elements) {
    if (element.isInReach) goesOn(element, world);
    world.oracle.checks();
  }
}

function goesOn(element: Element, world: World): void {
  const { node, page } = element;
  const path: string[] = [];
  const { attempt } = element;
  let isAnew = false;
  let last: string | undefined;
  for (let presses = 0; presses <= PRESSES; presses += 1) {
    waits(element, world);
    const wise = atWise(element, world);
    if (wise && consents(element, wise, world)) return;
    // Without storage there is no way back from Wise; and what the partner has set up wrongly no customer can mend.
    const isRefused = (node.error?.code === 'storage_unavailable' && world.browser.storage === 'closed') || (!!node.error && ERRORS[node.error.code] === 'unavailable');
    if (node.phase === 'linked' || page.life !== 'live' || isRefused || last === 'link') return;
    path.push(node.phase);
    last = goesBy(element, world, last);
    world.settles();
    world.oracle.checks();
    if (isAnew || !element.attempt || element.attempt === attempt) continue;
    isAnew = true;
    presses = 0;
  }
  world.oracle.breaks('I-4', `${element.name} leads nowhere: ${path.join(', ')}`);
}

/** While it is busy without him, the customer waits; a function of the partner's may keep him as long as the attempt lasts. */
function waits(element: Element, world: World): void {
  const { node } = element;
  const { hands, hasStart } = world.setting;
  const patience = hands === 'url' ? 80_000 : 1_860_000;
  const isBusy = (): boolean => /^(exchanging|requesting-email)$/.test(node.phase);
  const isBeginning = (): boolean => hasStart && !isBusy() && node.phase !== 'failed' && !element.attempt;
  if (isBeginning()) world.passes(1000);
  if (isBeginning()) world.sleeps(15_000);
  world.passes(500);
  for (let waited = 0; waited < patience && isBusy(); waited += 20_000) {
    world.passes(1000);
    world.sleeps(19_000);
  }
}

/** He presses, or types; not again what has led nowhere. */
function goesBy(element: Element, { wise }: World, last: string | undefined): string | undefined {
  const { controls, card } = element;
  if (card.view?.main === 'submit') {
    element.types(wise.shows());
    return 'submit';
  }
  const control = WAYS.find((name) => name !== last && controls.includes(name) && !(name === 'launch' && card.view?.main === 'copy'));
  if (control) element.presses(control);
  return control;
}

/** Where Wise asks him for the element's attempt: in a tab, or where a native shell has opened it. */
function atWise({ attempt, node }: Element, { browser, shell }: World): Tab | URL | undefined {
  if (!attempt || node.phase !== 'authorizing') return undefined;
  const isOurs = (url: URL): boolean => stateOf(url) === attempt.state;
  return browser.tabs.findLast(({ page, url }) => page?.kind === 'wise' && isOurs(new URL(url))) ?? shell.findLast(isOurs);
}

/** He gives access, and is linked, unless his browser leaves no road back. False if this was not the first code for this attempt. */
function consents(element: Element, at: Tab | URL, world: World): boolean {
  const { wise, setting, oracle, browser } = world;
  const { page, attempt } = element;
  const { tab } = page;
  // One whose time is over need not take it: the backend may be being asked whether it is.
  const isSpent = !!attempt && (oracle.isSpent(attempt) || world.now >= attempt.limit);
  let hasRoad = true;
  /** Whether another tab, which has left for Wise, comes back with it: this one hears of that only from a backend that says whose link it is. */
  let isElsewhere = false;
  if (at instanceof Tab) {
    const key = `wise-link:${attempt?.state}`;
    // A tab that has left its own page for Wise goes back to it, and to a page with another client id the code is a stranger's.
    const isReadable = world.browser.storage !== 'closed';
    const isBack = Object.hasOwn(at.session, key) && (at === tab || (isReadable && !!new URLSearchParams(at.session.getItem(key)).get('returnTo')));
    const isOpener = at.openedBy === page.proxy && setting.coop === 'none';
    isElsewhere = isBack && at !== tab;
    hasRoad = isBack ? attempt?.client === world.client : at !== tab && (isOpener || (setting.hasChannels && !tab.isFramed));
    at.loads(wise.grants(new URL(at.url)), 'push');
  } else element.does((node) => void node.handleCallback(wise.grants(at)));
  world.passes(4000);
  // A page in the window that another one had opened for Wise is closed by that one, which has heard of the link.
  const shown = browser.tabs.includes(tab) && !isElsewhere ? [tab] : browser.tabs;
  const phases = shown.flatMap((one) => one.page?.elements.map(({ node }) => node.phase) ?? []);
  const isLinked = phases.includes('linked');
  // Another element of the page has left for Wise in this tab meanwhile: there is nobody to show it.
  if (at !== tab && tab.page?.kind === 'wise') return true;
  if (hasRoad && !isSpent && !isLinked) oracle.breaks('I-5', `access was given to ${element.name}, and what is shown is ${phases.join(', ') || 'nothing'}`);
  return isLinked || !isSpent;
}
