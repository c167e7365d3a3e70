import { make } from '../make.js';
import { withoutBank, type Setting } from './setting.js';
import { GROUPS, SETTINGS } from './settings.js';
import type { State } from './state.js';

/** Groups that are closed at first. */
const CLOSED = ['More attributes', 'Slots'];

/** Fills the form with a control for each setting that has an effect here. `onChange` gets the name and the new value, also while a text is typed. */
export function fillControls(form: HTMLFormElement, state: State, hasBank: boolean, onChange: (name: string, value: string) => void): void {
  for (const [title, settings] of Object.entries(GROUPS)) {
    if (title === 'Code') continue;
    const shown = Object.entries<Setting>(settings).filter(([, { needsBank }]) => hasBank || !needsBank);
    const controls = shown.map(([name, setting]) => controlOf(name, hasBank ? setting : withoutBank(setting), state[name] ?? ''));
    form.append(make('details', { open: !CLOSED.includes(title) }, make('summary', {}, make('h2', {}, title)), make('div', {}, ...controls)));
  }
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) onChange(target.name, target.value);
  });
  // Enter in a text must not reload the page.
  form.addEventListener('submit', (event) => event.preventDefault());
}

/** Disables the controls that have no effect without the bank. */
export function enableControls(form: HTMLFormElement, hasBank: boolean): void {
  for (const control of form.querySelectorAll<HTMLSelectElement | HTMLInputElement>('select, input')) {
    control.disabled = !hasBank && !!SETTINGS[control.name]?.needsBank;
  }
}

/** The control of one setting, with its label and hint. */
export function controlOf(name: string, setting: Setting, value: string): HTMLElement {
  const control = setting.options ? selectOf(setting, value) : make('input', { value, spellcheck: false, autocomplete: 'off' });
  Object.assign(control, { name, id: `set-${name}` });
  if (setting.hint) control.setAttribute('aria-describedby', `hint-${name}`);
  const hint = setting.hint ? [make('small', { id: `hint-${name}` }, setting.hint)] : [];
  return make('p', { className: setting.isWide ? 'wide' : '' }, make('label', { htmlFor: control.id }, setting.label), control, ...hint);
}

function selectOf({ options = [] }: Setting, value: string): HTMLSelectElement {
  const option = ([one, label]: [string, string]): HTMLOptionElement => make('option', { value: one, selected: one === value }, label);
  return make('select', {}, ...options.flatMap(({ label, options: all }) => {
    const made = Object.entries(all).map(option);
    return label ? [make('optgroup', { label }, ...made)] : made;
  }));
}
