type Written = (key: string, value: string | null) => void;

/** Local or session storage of one origin: its entries are its own members, as in a browser. */
export class Storage {
  [key: string]: unknown;
  readonly #isFull: () => boolean;
  readonly #written: Written;

  constructor(isFull: () => boolean, written: Written, entries?: Storage) {
    this.#isFull = isFull;
    this.#written = written;
    Object.assign(this, entries);
  }

  setItem(key: string, value: string): void {
    if (this.#isFull() && value.length > this.getItem(key).length) throw new DOMException('', 'QuotaExceededError');
    this[key] = value;
    this.#written(key, value);
  }

  /** The text under a key; empty where there is none. */
  getItem(key: string): string {
    const text = this[key];
    return typeof text === 'string' ? text : '';
  }

  removeItem(key: string): void {
    if (!Object.hasOwn(this, key)) return;
    delete this[key];
    this.#written(key, null);
  }
}
