import { make } from '../make.js';
import { FONTS } from './css.js';
import { hexOf, parseColor } from './color.js';
import { MOST, STARTS, type Fields } from './wish.js';

/** The controls of the theme maker. */
export interface Form {
  /** Shows these values. */
  set(fields: Fields): void;
  /** Marks the colors that cannot be read. */
  mark(wrong: readonly string[]): void;
}

const labeled = (label: string, ...controls: HTMLElement[]): HTMLElement => {
  const [first] = controls;
  return make('p', {}, make('label', { htmlFor: first?.id ?? '' }, label), ...controls);
};

/** Fills the form. `onChange` gets the changed values. */
export function fillForm(form: HTMLFormElement, onChange: (changed: Partial<Fields>) => void): Form {
  const start = make('select', { id: 'start' }, make('option', { value: '' }, 'Your own'), ...Object.keys(STARTS).map((name) => make('option', {}, name)));
  start.addEventListener('change', () => onChange(STARTS[start.value] ?? {}));
  const text = (id: 'accent' | 'surface'): HTMLInputElement => make('input', { id, spellcheck: false, autocomplete: 'off', maxLength: 7 });
  const picker = (name: 'accent' | 'surface', label: string): HTMLInputElement => make('input', { type: 'color', id: `${name}-picker`, ariaLabel: label });
  const colors = { accent: [text('accent'), picker('accent', 'Pick the main color')], surface: [text('surface'), picker('surface', 'Pick the color of the card')] } as const;
  const font = make('select', { id: 'font' }, ...Object.keys(FONTS).map((name) => make('option', {}, name)));
  const radius = make('input', { id: 'radius', type: 'range', min: '0', max: String(MOST) });
  for (const [name, both] of Object.entries(colors)) for (const one of both) one.addEventListener('input', () => onChange({ [name]: one.value }));
  font.addEventListener('input', () => onChange({ font: font.value }));
  radius.addEventListener('input', () => onChange({ radius: radius.value }));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.append(labeled('Start from', start), labeled('Main color', ...colors.accent), labeled('Color of the card', ...colors.surface), labeled('Font', font), labeled('Corners', radius));
  return {
    set: (fields) => {
      for (const name of ['accent', 'surface'] as const) {
        const [field, pick] = colors[name];
        if (field.value !== fields[name]) field.value = fields[name];
        const color = parseColor(fields[name]);
        if (color) pick.value = hexOf(color);
      }
      font.value = fields.font;
      radius.value = fields.radius;
    },
    mark: (wrong) => {
      for (const name of ['accent', 'surface'] as const) colors[name][0].setAttribute('aria-invalid', String(wrong.includes(name)));
    },
  };
}
