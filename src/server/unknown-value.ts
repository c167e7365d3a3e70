/** Receives the name of a field in an answer of Wise that this version does not know, or whose value it does not. Never the value. */
export type OnUnknown = (field: string) => void;

/** Ignores unknown values. */
export const ignoreUnknown: OnUnknown = () => {};

/** Passes on the names that are not known. A name that could itself be data, such as an address, is not passed on. */
export function reportFields(fields: object, known: ReadonlySet<string>, onUnknown: OnUnknown): void {
  for (const name of Object.keys(fields)) if (!known.has(name) && /^[A-Za-z_]{1,40}$/.test(name)) onUnknown(name);
}

const MOST_NAMES = 100;

/** Remembers names, because Wise sends the same unknown value with every answer. */
export class SeenNames {
  readonly #names = new Set<string>();

  /** Whether the name is new. After a hundred names, none is. */
  add(name: string): boolean {
    if (this.#names.has(name) || this.#names.size >= MOST_NAMES) return false;
    this.#names.add(name);
    return true;
  }
}
