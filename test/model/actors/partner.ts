import type { Element } from '../element.js';
import { nextRedirectUri } from '../places.js';
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
  const { setting, client, redirectUri } = world;
  const another = (): void => world.adds(page)?.inserts();
  return [
    { text: `page: takes ${name} out`, run: () => element.removes() },
    { text: `page: moves ${name}`, run: () => element.moves() },
    ...(page.elements.length >= MAX_ELEMENTS
      ? []
      : [
          { text: `page: puts another in the place of ${name}`, run: () => (element.removes(), another()) },
          { text: `page: adds another beside ${name}`, run: another },
          // Like page transitions.
          { text: `page: puts another beside ${name}, and takes that out`, run: () => (another(), element.removes()) },
          { text: `page: puts another in the place of ${name} in one task`, run: () => element.removes({ after: another }) },
          { text: `page: puts another beside ${name}, and takes that out in one task`, run: () => element.removes({ before: another }) },
          { text: `page: moves ${name}, and adds another`, run: () => element.moves(another) },
          ...(setting.hasClients
            ? [
                { text: `page: adds another of another client beside ${name}`, run: () => world.adds(page, { client: nextClient(client) })?.inserts() },
                { text: `page: adds another with another endpoint beside ${name}`, run: () => world.adds(page, { exchangeUrl: '/api/exchange-2' })?.inserts() },
              ]
            : []),
          ...(setting.hasRedirectPages
            ? [{ text: `page: adds another with another redirect page beside ${name}`, run: () => world.adds(page, { redirectUri: nextRedirectUri(redirectUri) })?.inserts() }]
            : []),
        ]),
  ];
}

function calls(element: Element, world: World): Step[] {
  const { wise, shell, setting } = world;
  const [last, before] = wise.responses;
  // A pending start may be for the previous attributes.
  const isSettled = !!element.attempt || /^(idle|linked|failed)$/.test(element.node.phase);
  const steps: [string, boolean, () => void][] = [
    ['open()', true, () => element.does((node) => void node.open())],
    ["open({ mode: 'popup' })", true, () => element.does((node) => void node.open({ mode: 'popup' }))],
    ["open({ mode: 'redirect' })", true, () => element.does((node) => void node.open({ mode: 'redirect' }))],
    ["open({ mode: 'email' })", true, () => element.does((node) => void node.open({ mode: 'email' }))],
    // A prefetched start may be for the previous client id.
    ['another client id', (setting.hasStart || setting.hasClients) && isSettled, () => changesClient(element, world)],
    ['another redirect page', setting.hasRedirectPages && isSettled, () => changesRedirectUri(element, world)],
    ['cancel()', true, () => element.does((node) => node.cancel())],
    ['reset()', true, () => element.does((node) => node.reset())],
    ['resend()', true, () => element.does((node) => node.resend())],
    ['handleCallback() with the last response', !!last, () => element.does((node) => void node.handleCallback(last ?? ''))],
    ['handleCallback() with the response before', !!before, () => element.does((node) => void node.handleCallback(before ?? ''))],
    ['handleCallback() with a forged response', shell.length > 0, () => element.does((node) => void node.handleCallback('https://bank.example/?code=THEIRS&state=evil'))],
  ];
  return steps.filter(([, isPossible]) => isPossible).map(([text, , run]) => ({ text: `page: ${text} on ${element.name}`, run }));
}

/** Sets the property, for new pages too. */
function changesClient(element: Element, world: World): void {
  world.client = nextClient(element.node.clientId ?? '');
  changes(element, { clientId: world.client });
}

function changesRedirectUri(element: Element, world: World): void {
  world.redirectUri = nextRedirectUri(element.node.redirectUri ?? '');
  changes(element, { redirectUri: world.redirectUri });
}

const nextClient = (client: string): string => (client === 'bank' ? 'bank-2' : 'bank');

/** The element updates, which the properties of simulated pages do not request. */
const changes = (element: Element, properties: object): void => element.does((node) => Object.assign(node, properties).requestUpdate());
