import type { State } from './state.js';

/** The attributes of the element, in the order in which the code shows them. */
const NAMES = ['environment', 'client-id', 'redirect-uri', 'exchange-url', 'start-url', 'status-url', 'email-url', 'authorize-url', 'mode', 'partner-name', 'theme', 'appearance', 'lang', 'dir'] as const;

/** The values that the element has without the attribute. */
const DEFAULTS: Readonly<Record<string, string>> = { mode: 'auto', theme: 'auto', appearance: 'card', lang: 'en', dir: 'auto' };

/** The addresses of one place, for attributes that are left empty. */
export type Places = Readonly<Record<'redirect-uri' | 'authorize-url', string>>;

/** The addresses that the documentation has: those of a bank. */
export const EXAMPLE: Places = { 'redirect-uri': 'https://bank.example/wise-callback.html', 'authorize-url': '' };

/** The attributes for a state; undefined for an attribute that must not be there. */
export function attributesOf(state: State, places: Places): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(NAMES.map((name) => [name, valueOf(name, state[name] ?? '', places)]));
}

function valueOf(name: (typeof NAMES)[number], value: string, places: Places): string | undefined {
  if (value === DEFAULTS[name]) return undefined;
  const place = name === 'redirect-uri' || name === 'authorize-url' ? places[name] : '';
  return value || place || undefined;
}
