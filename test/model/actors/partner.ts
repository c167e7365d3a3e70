import type { Element } from '../element.js';
import type { Step } from '../step.js';
import type { World } from '../world.js';

/** So many elements may have been on a page: more show nothing new, and cost time. */
const MOST = 4;

/** What the partner's page does with its elements. */
export const partner = (world: World): Step[] =>
  world.elements.filter(({ page }) => page.life === 'live').flatMap((element) => [...places(element, world), ...calls(element, world)]);

function places(element: Element, world: World): Step[] {
  const { name, page, isConnected } = element;
  if (!isConnected) return [{ text: `page: puts ${name} back`, run: () => element.inserts() }];
  const another = (): void => world.adds(page)?.inserts();
  return [
    { text: `page: takes ${name} out`, run: () => element.removes() },
    ...(page.elements.length >= MOST
      ? []
      : [
          { text: `page: puts another in the place of ${name}`, run: () => (element.removes(), another()) },
          { text: `page: adds another beside ${name}`, run: another },
          // As page transitions do: what happens meanwhile are other steps between two.
          { text: `page: puts another beside ${name}, and takes that out`, run: () => (another(), element.removes()) },
        ]),
  ];
}

function calls(element: Element, world: World): Step[] {
  const { wise, shell, setting } = world;
  const [last, before] = wise.letters;
  const isAtRest = /^(idle|linked|failed)$/.test(element.node.phase);
  const steps: [string, boolean, () => void][] = [
    ['open()', true, () => element.does((node) => void node.open())],
    ["open({ mode: 'popup' })", true, () => element.does((node) => void node.open({ mode: 'popup' }))],
    ["open({ mode: 'redirect' })", true, () => element.does((node) => void node.open({ mode: 'redirect' }))],
    ["open({ mode: 'email' })", true, () => element.does((node) => void node.open({ mode: 'email' }))],
    // Where attempts are begun in advance, one may be there for what is not asked for any more.
    ['another client id', setting.hasStart && isAtRest, () => element.does((node) => void Object.assign(node, { clientId: (world.client = world.client === 'bank' ? 'bank-2' : 'bank') }))],
    ['cancel()', true, () => element.does((node) => node.cancel())],
    ['reset()', true, () => element.does((node) => node.reset())],
    ['resend()', true, () => element.does((node) => node.resend())],
    ['handleCallback() with the last letter', !!last, () => element.does((node) => void node.handleCallback(last ?? ''))],
    ['handleCallback() with the letter before', !!before, () => element.does((node) => void node.handleCallback(before ?? ''))],
    ['handleCallback() with a stranger’s letter', shell.length > 0, () => element.does((node) => void node.handleCallback('https://bank.example/?code=THEIRS&state=evil'))],
  ];
  return steps.filter(([, isPossible]) => isPossible).map(([text, , run]) => ({ text: `page: ${text} on ${element.name}`, run }));
}
