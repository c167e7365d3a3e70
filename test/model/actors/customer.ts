// The actions of the customer on the cards.
import type { Element } from '../element.js';
import type { Step } from '../step.js';
import type { World } from '../world.js';

/** The actions of the customer on the visible cards. */
export function customer(world: World): Step[] {
  return world.elements.filter(({ isUsable }) => isUsable).flatMap((element) => [...presses(element), ...comesNear(element, world), ...types(element, world)]);
}

const presses = (element: Element): Step[] =>
  element.controls.flatMap((control) =>
    control === 'copy' ? [] : [{ text: `customer: presses ${control} on ${element.name}`, run: () => element.presses(control) }],
  );

/** The pointer near the button, which prefetches the start of the backend. */
const comesNear = (element: Element, { setting }: World): Step[] =>
  setting.hasStart ? [{ text: `customer: comes near ${element.name}`, run: () => element.does(() => element.card.asks.ahead()) }] : [];

function types(element: Element, world: World): Step[] {
  if (!element.card.view?.labels.submit) return [];
  const texts: [string, () => string][] = [
    ['the right code', () => world.wise.shows()],
    ['a wrong code', () => 'CANARYWRONG'],
    ['a link', () => 'https://bank.example/?code=CANARY'],
  ];
  return texts.map(([what, text]) => ({ text: `customer: types ${what} into ${element.name}`, run: () => element.types(text()) }));
}
