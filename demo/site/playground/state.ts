import { defaultOf, valuesOf } from './setting.js';
import { SETTINGS } from './settings.js';

/** The value of each setting. */
export type State = Readonly<Record<string, string>>;

/** The longest text that a URL can set. */
const LONGEST = 200;

/** The state that the query of a URL asks for. Unknown values are the defaults. */
export function readState(query: URLSearchParams): State {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => {
      const values = valuesOf(setting);
      const asked = query.get(name);
      const isKnown = asked !== null && (values.length === 0 ? asked.length <= LONGEST : values.includes(asked));
      return [name, isKnown ? asked : defaultOf(setting)];
    }),
  );
}

/** The query for a state: only what differs from the defaults, so that a shared URL stays short. */
export function writeState(state: State): string {
  const query = new URLSearchParams();
  for (const [name, setting] of Object.entries(SETTINGS)) {
    const value = state[name] ?? '';
    if (value !== defaultOf(setting)) query.set(name, value);
  }
  return query.size ? `?${query}` : '';
}
