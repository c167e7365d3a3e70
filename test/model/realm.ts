import { createContext, Script } from 'node:vm';

/** A promise of the realm, which whoever holds it can settle. */
export interface Deferred {
  promise: Promise<unknown>;
  resolve: (value?: unknown) => void;
  reject: (cause: unknown) => void;
}

/** What code of the realm makes for code outside. */
interface Maker {
  defer: () => Deferred;
  microtask: (work: () => void) => void;
}

// Nobody reads the stacks of the errors there, and they cost much.
const MAKER = `Error.stackTraceLimit = 0, ({
  defer() {
    const deferred = {};
    deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
    return deferred;
  },
  microtask(work) { Promise.resolve().then(work); },
})`;

/**
 * Where the code of all simulated pages runs. It has a queue of microtasks of its own, which is emptied when we say so:
 * so a whole schedule runs in one go, and a task ends where it ends in a browser.
 */
export class Realm {
  readonly #context = createContext({}, { microtaskMode: 'afterEvaluate' });
  readonly #nothing = new Script('undefined');
  readonly #maker: Maker = new Script(MAKER).runInContext(this.#context);

  /** A script as a function of the page it runs on, and of where it puts its exports. */
  compile(code: string): (page: object, exports: object) => void {
    return new Script(`(function ($page, exports) {${code}\n})`).runInContext(this.#context);
  }

  defer(): Deferred {
    return this.#maker.defer();
  }

  microtask(work: () => void): void {
    this.#maker.microtask(work);
  }

  /** Runs all microtasks, and those that they bring. */
  settle(): void {
    this.#nothing.runInContext(this.#context);
  }
}
