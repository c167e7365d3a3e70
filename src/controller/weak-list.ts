/** A list of weak references, in the order in which the objects were added. */
export class WeakList<T extends object> {
  #refs: WeakRef<T>[] = [];
  readonly #added = new WeakSet<T>();

  get all(): T[] {
    this.#refs = this.#refs.filter((ref) => ref.deref());
    return this.#refs.flatMap((ref) => ref.deref() ?? []);
  }

  /** Adds an object once. */
  add(object: T): void {
    if (this.#added.has(object)) return;
    this.#added.add(object);
    this.#refs.push(new WeakRef(object));
  }
}
