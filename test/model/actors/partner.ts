import type { WiseLink } from '../../../src/element/wise-link.js';
import type { Element } from '../element.js';
import type { Step } from '../step.js';
import type { World } from '../world.js';

/** The maximum number of elements of a page. More find nothing new, and take time. */
const MAX_ELEMENTS = 4;

/** The actions of the partner's page. */
export const partner = (world: World): Step[] =>
  world.elements.filter(({ page }) => page.life === 'live').flatMap((element) => [...places(element, world), ...calls(element, world)]);

function places(element: Element, world: World): Step[] {
  const { name, page, isConnected } = element;
  if (!isConnected) return [{ text: `page: puts ${name} back`, run: () => element.inserts() }];
  const another = (): void => world.adds(page)?.inserts();
  return [
    { text: `page: takes ${name} out`, run: () => element.removes() },
    ...(page.elements.length >= MAX_ELEMENTS
      ? []
      : [
          { text: `page: puts another in the place of ${name}`, run: () => (element.removes(), another()) },
          { text: `page: adds another beside ${name}`, run: another },
          // Like page transitions.
          { text: `page: puts another beside ${name}, and takes that out`, run: () => (another(), element.removes()) },
        ]),
  ];
}

function calls(element: Element, world: World): Step[] {
  const { wise, shell, setting } = world;
  const [last, before] = wise.responses;
  const isAtRest = /^(idle|linked|failed)$/.test(element.node.phase);
  const steps: [string, boolean, () => void][] = [
    ['open()', true, () => element.does((node) => void node.open())],
    ["open({ mode: 'popup' })", true, () => element.does((node) => void node.open({ mode: 'popup' }))],
    ["open({ mode: 'redirect' })", true, () => element.does((node) => void node.open({ mode: 'redirect' }))],
    ["open({ mode: 'email' })", true, () => element.does((node) => void node.open({ mode: 'email' }))],
    // A prefetched start may be for the previous client id.
    ['another client id', setting.hasStart && isAtRest, () => element.does((node) => changesClient(node, world))],
    ['cancel()', true, () => element.does((node) => node.cancel())],
    ['reset()', true, () => element.does((node) => node.reset())],
    ['resend()', true, () => element.does((node) => node.resend())],
    ['handleCallback() with the last response', !!last, () => element.does((node) => void node.handleCallback(last ?? ''))],
    ['handleCallback() with the response before', !!before, () => element.does((node) => void node.handleCallback(before ?? ''))],
    ['handleCallback() with a forged response', shell.length > 0, () => element.does((node) => void node.handleCallback('https://bank.example/?code=THEIRS&state=evil'))],
  ];
  return steps.filter(([, isPossible]) => isPossible).map(([text, , run]) => ({ text: `page: ${text} on ${element.name}`, run }));
}

/** Sets the property. The element updates, which the properties of simulated pages do not request. */
function changesClient(node: WiseLink, world: World): void {
  world.client = world.client === 'bank' ? 'bank-2' : 'bank';
  node.clientId = world.client;
  node.requestUpdate();
}
