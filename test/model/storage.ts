type Written = (key: string, value: string | null) => void;

/** A fake `Storage` of one origin. Its entries are own properties, as in a browser. */
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

  /** The text of an entry. Empty if there is none. */
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
