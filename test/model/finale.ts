// The end of every schedule.
import { ERRORS } from '../../src/errors.js';
import type { Element } from './element.js';
import { PAGE } from './places.js';
import { Tab } from './tab.js';
import { redirectUriOf, stateOf } from './wise.js';
import type { World } from './world.js';

/** How often the customer may press until the account is linked, or a new attempt is at Wise. */
const MAX_PRESSES = 3;

/** The controls that the customer tries, in order. */
const CONTROLS = ['confirm', 'launch', 'continue-here', 'link', 'cancel'] as const;

/** Repairs everything, and checks that the customer can link with every element, from any phase. */
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
    if (element.isUsable) links(element, world);
    world.oracle.checks();
  }
}

function links(element: Element, world: World): void {
  const { node, page } = element;
  const path: string[] = [];
  const { attempt } = element;
  let isNewAttempt = false;
  let last: string | undefined;
  for (let presses = 0; presses <= MAX_PRESSES; presses += 1) {
    waits(element, world);
    const wise = atWise(element, world);
    if (wise && consents(element, wise, world)) return;
    // Without storage a redirect cannot return, and the customer cannot fix the partner's configuration.
    const isRefused = (node.error?.code === 'storage_unavailable' && world.browser.storage === 'closed') || (!!node.error && ERRORS[node.error.code] === 'unavailable');
    if (node.phase === 'linked' || page.life !== 'live' || isRefused || last === 'link') return;
    path.push(node.phase);
    last = acts(element, world, last);
    world.settles();
    world.oracle.checks();
    if (isNewAttempt || !element.attempt || element.attempt === attempt) continue;
    isNewAttempt = true;
    presses = 0;
  }
  world.oracle.breaks('I-4', `${element.name} leads nowhere: ${path.join(', ')}`);
}

/** Waits while the element is busy. An `exchange` function of the partner may take as long as the attempt. */
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

/** Presses or types, but never the same control twice in a row. Returns the control. */
function acts(element: Element, { wise }: World, last: string | undefined): string | undefined {
  const { controls, card } = element;
  if (card.view?.labels.submit) {
    element.types(wise.shows());
    return 'submit';
  }
  const control = CONTROLS.find((name) => name !== last && controls.includes(name) && !(name === 'launch' && card.view?.main === 'copy'));
  if (control) element.presses(control);
  return control;
}

/** The tab at Wise for the element's attempt, or the request that a native shell opened. */
function atWise({ attempt, node }: Element, { browser, shell }: World): Tab | URL | undefined {
  if (!attempt || node.phase !== 'authorizing') return undefined;
  const isRequest = (url: URL): boolean => stateOf(url) === attempt.state;
  return browser.tabs.findLast(({ page, url }) => page?.kind === 'wise' && isRequest(new URL(url))) ?? shell.findLast(isRequest);
}

/** The customer gives access, and the account must be linked if any transport works. False if the attempt already had a code. */
function consents(element: Element, at: Tab | URL, world: World): boolean {
  const { wise, setting, oracle, browser } = world;
  const { page, attempt } = element;
  const { tab } = page;
  // An expired attempt need not accept the code: the element may be requesting the status.
  let isSpent = !!attempt && (oracle.isSpent(attempt) || world.now >= attempt.soonest);
  let hasTransport = true;
  /** Whether another tab receives the response. This tab is only notified if the backend sends a subject. */
  let isInOtherTab = false;
  if (at instanceof Tab) {
    const key = `wise-link:${attempt?.state}`;
    // A tab that navigated to Wise returns to its page. A page with another client id ignores the response.
    const isReadable = world.browser.storage !== 'closed';
    const stored = new URLSearchParams(at.session.getItem(key));
    const isBack = Object.hasOwn(at.session, key) && (at === tab || (isReadable && !!stored.get('returnTo')));
    // The page compares the stored end with its clock. A duplicated tab does not know that an email has extended the attempt since.
    if (isBack && !attempt?.isForgotten) isSpent ||= at.wallClock >= Number(stored.get('expires'));
    const isOpener = at.openedBy === page.proxy && setting.coop === 'none';
    isInOtherTab = isBack && at !== tab;
    hasTransport = isBack ? attempt?.party === world.party : at !== tab && (isOpener || (setting.hasChannels && !tab.isFramed));
    // A page that is no longer the redirect page ignores the response.
    const redirectUri = redirectUriOf(new URL(at.url));
    if (redirectUri === PAGE && redirectUri !== world.redirectUri) hasTransport = false;
    at.loads(wise.grants(new URL(at.url)), 'push');
  } else element.does((node) => void node.handleCallback(wise.grants(at)));
  world.passes(4000);
  // A bank page in a Wise window is closed by the opener, which was notified of the link.
  const shown = browser.tabs.includes(tab) && !isInOtherTab ? [tab] : browser.tabs;
  const phases = shown.flatMap((one) => one.page?.elements.map(({ node }) => node.phase) ?? []);
  const isLinked = phases.includes('linked');
  // Another element of the page navigated this tab to Wise, so nothing can show the link.
  if (at !== tab && tab.page?.kind === 'wise') return true;
  if (hasTransport && !isSpent && !isLinked) oracle.breaks('I-5', `access was given to ${element.name}, and what is shown is ${phases.join(', ') || 'nothing'}`);
  return isLinked || !isSpent;
}
