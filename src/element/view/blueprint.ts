import { part, slot, withAttributes } from './part.js';

/** The texts, in the order in which they are shown, with their attributes. The reference is beside the button that copies it. */
const TEXTS = { heading: {}, status: {}, error: { role: 'alert' }, label: { for: 'input' }, hint: {}, time: {}, next: {}, reference: {} };

/** The names of the texts. */
export const TEXT_NAMES = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

/** The controls, in the order in which they are shown. */
export const CONTROLS = ['submit', 'confirm', 'launch', 'link', 'continue-here', 'email', 'instead', 'decline', 'cancel', 'copy'] as const;

/** The ids of the elements that a card finds in its form. */
export type PartName = (typeof TEXT_NAMES)[number] | (typeof CONTROLS)[number] | 'input' | 'actions' | 'notice' | 'introduction' | 'launch-label' | 'line' | 'live' | 'opens';

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

/** Signs in place of the logos: a bank, and a transfer. */
const BANK = 'M3 9l9-5 9 5zM7 9v9m5-9v9m5-9v9M3 19h18';
const TRANSFER = 'M15 4l4 4H4m5 12l-4-4h15';

/** A drawing with one line. */
function drawing(line: Record<string, string>, attributes: Record<string, string> = {}): SVGElement {
  const svg = withAttributes(document.createElementNS(SVG, 'svg'), { viewBox: '0 0 24 24', 'aria-hidden': 'true', ...attributes });
  svg.append(withAttributes(document.createElementNS(SVG, 'path'), line));
  return svg;
}

function make(): HTMLFormElement {
  const form = part('form', 'card', { tabindex: '-1' });
  const pair = part('span', 'pair');
  pair.append(slot('logo', drawing({ d: BANK })), drawing({ id: 'line' }, { part: 'icon' }), slot('wise-logo', drawing({ d: TRANSFER })));
  const texts = TEXT_NAMES.flatMap((name): HTMLElement | HTMLElement[] => (name === 'label' ? [part('label', name, TEXTS.label), part('input', 'input', INPUT)] : part('p', name, TEXTS[name])));
  const introduction = slot('introduction', ...texts);
  const actions = part('div', 'actions');
  // Never disabled: that would lose the focus.
  actions.append(...CONTROLS.map((name) => (name === 'link' ? part('a', name, { target: '_blank', rel: 'opener' }) : part('button', name, { type: 'button', ...(/confirm|decline/.test(name) && { 'aria-describedby': 'hint' }) }))));
  // The label of the third, the button that starts. In the phase `idle` the partner can replace it.
  actions.children[2]?.append(slot('launch-label'));
  // The reference, beside the button that copies it.
  actions.lastElementChild?.before(...texts.slice(-1));
  actions.append(part('p', 'notice')); // after the buttons, which must not move under the pointer
  form.append(
    pair,
    introduction,
    actions,
    slot('help'),
    withAttributes(document.createElement('p'), { id: 'live', role: 'status' }),
    // Added to the name of a control that opens a window. Referenced by id, so that the name contains the partner's own label too.
    withAttributes(document.createElement('p'), { id: 'opens' }),
  );
  return form;
}
