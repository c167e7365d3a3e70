/** Objects in the order in which they were added. One that nothing else refers to can be collected. */
export class WeakList<T extends object> {
  #refs: WeakRef<T>[] = [];

  get all(): T[] {
    return this.#refs.flatMap((ref) => ref.deref() ?? []);
  }

  /** Adds an object, unless it is there. */
  add(added: T): void {
    this.#refs = [...new Set([...this.all, added])].map((one) => new WeakRef(one));
  }
}
