import mark from '../mark.svg';
import { make } from '../make.js';
import type { State } from './state.js';

/** The children of the element for a state: what fills its slots, and what customers see without the element. */
export function contentOf(state: State): Node[] {
  const slotted = (slot: string, element: HTMLElement): HTMLElement => Object.assign(element, { slot });
  return [
    ...(state['logo'] === 'mark' ? [slotted('logo', make('img', { src: mark, alt: 'Meridian Bank' }))] : []),
    ...(state['wise-logo'] === 'name' ? [slotted('wise-logo', make('strong', {}, 'Wise'))] : []),
    ...(state['introduction'] ? [slotted('introduction', make('p', {}, state['introduction']))] : []),
    ...(state['launch-label'] ? [slotted('launch-label', make('span', {}, state['launch-label']))] : []),
    ...(state['help'] ? [slotted('help', make('p', {}, state['help']))] : []),
    make('a', { href: '/help' }, 'Link your Wise account by contacting us'),
  ];
}
