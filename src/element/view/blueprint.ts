import { part, slot, withAttributes } from './part.js';

/** The texts, in the order in which they are shown, with their attributes. */
const TEXTS = { status: {}, hint: {}, label: { for: 'input' }, error: { role: 'alert' }, time: {}, next: {}, reference: {} };

/** The names of the texts. */
export const TEXT_NAMES = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** The controls, in the order in which they are shown. */
export const CONTROLS = ['launch', 'link', 'continue-here', 'email', 'instead', 'copy', 'decline', 'cancel'] as const;

/** The ids of the elements that a card finds in its form. */
export type PartName = (typeof TEXT_NAMES)[number] | (typeof CONTROLS)[number] | 'input' | 'actions' | 'notice' | 'line' | 'live' | 'opens';

/** The code field. A plain input: Wise documents neither the length nor the alphabet of a code, and paste, undo and autofill just work. */
const INPUT = {
  'aria-describedby': 'hint error time',
  autocomplete: 'one-time-code',
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: 'false',
  // Session replay tools mask elements with these marks (docs/security.md).
  class: 'rr-block ph-no-capture highlight-block amp-block',
  'data-sentry-block': '',
  'data-dd-privacy': 'mask',
  'data-openreplay-obscured': '',
  'data-nr-block': '',
  'data-private': '',
};

const SVG = 'http://www.w3.org/2000/svg';

let blueprint: HTMLFormElement | undefined;

/** The elements of a new card. Made once per page and cloned, which is several times as fast as making each. */
export const newCard = (): HTMLFormElement => (blueprint ??= make()).cloneNode(true) as HTMLFormElement;

function make(): HTMLFormElement {
  const form = part('form', 'card', { tabindex: '-1' });
  const icon = withAttributes(document.createElementNS(SVG, 'svg'), { viewBox: '0 0 24 24', part: 'icon', 'aria-hidden': 'true' });
  icon.append(withAttributes(document.createElementNS(SVG, 'path'), { id: 'line' }));
  const texts = TEXT_NAMES.flatMap((name): HTMLElement | HTMLElement[] => (name === 'label' ? [part('label', name, TEXTS.label), part('input', 'input', INPUT)] : part('p', name, TEXTS[name])));
  const actions = part('div', 'actions');
  // Never disabled: that would lose the focus.
  actions.append(...CONTROLS.map((name) => (name === 'link' ? part('a', name, { target: '_blank', rel: 'opener' }) : part('button', name, { type: 'button' }))));
  // The label of the main button. In the phase `idle` the partner can replace it.
  actions.firstElementChild?.append(slot('launch-label'));
  form.append(
    slot('logo'),
    icon,
    ...texts,
    actions,
    part('p', 'notice'), // below the buttons, which must not move under the pointer
    slot('help'),
    withAttributes(document.createElement('p'), { id: 'live', role: 'status' }),
    // Added to the name of a control that opens a window. Referenced by id, so that the name contains the partner's own label too.
    withAttributes(document.createElement('p'), { id: 'opens' }),
  );
  return form;
}
