/** A list of weak references, in the order in which the objects were added. */
export class WeakList<T extends object> {
  #refs: WeakRef<T>[] = [];

  get all(): T[] {
    return this.#refs.flatMap((ref) => ref.deref() ?? []);
  }

  /** Adds an object once. */
  add(added: T): void {
    this.#refs = [...new Set([...this.all, added])].map((one) => new WeakRef(one));
  }
}
