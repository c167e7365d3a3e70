import { defaultOf, valuesOf, withoutBank, type Setting } from './setting.js';
import { SETTINGS } from './settings.js';

/** The value of each setting. */
export type State = Readonly<Record<string, string>>;

/** The longest text that a URL can set. */
const LONGEST = 200;

/** All settings, as they are with or without a bank. */
const settingsOf = (hasBank: boolean): [string, Setting][] => Object.entries(SETTINGS).map(([name, setting]) => [name, hasBank ? setting : withoutBank(setting)]);

/** The state that the query of a URL asks for. Unknown values are the defaults. */
export function readState(query: URLSearchParams, hasBank = true): State {
  return Object.fromEntries(
    settingsOf(hasBank).map(([name, setting]) => {
      const values = valuesOf(setting);
      const asked = query.get(name);
      const isKnown = asked !== null && (values.length === 0 ? asked.length <= LONGEST : values.includes(asked));
      return [name, isKnown ? asked : defaultOf(setting)];
    }),
  );
}

/** The query for a state: only what differs from the defaults, so that a shared URL stays short. */
export function writeState(state: State, hasBank = true): string {
  const query = new URLSearchParams();
  for (const [name, setting] of settingsOf(hasBank)) {
    const value = state[name] ?? '';
    if (value !== defaultOf(setting)) query.set(name, value);
  }
  return query.size ? `?${query}` : '';
}
