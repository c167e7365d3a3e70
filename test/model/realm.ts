import { createContext, Script } from 'node:vm';

/** A promise of the realm with its resolve functions. */
export interface Deferred {
  promise: Promise<unknown>;
  resolve: (value?: unknown) => void;
  reject: (cause: unknown) => void;
}

/** The factories that code in the realm provides to code outside. */
interface Maker {
  defer: () => Deferred;
  microtask: (work: () => void) => void;
}

// Stack traces are slow and not used.
const MAKER = `Error.stackTraceLimit = 0, (({ Promise, Object }) => ({
  defer() {
    const deferred = {};
    deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
    return deferred;
  },
  microtask(work) { Promise.resolve().then(work); },
}))(globalThis)`;

// Variables, because Node intercepts every access to a global of a realm. Formats are slow to create. Together, a fifth of a schedule's time.
const BUILT_INS = `
  const { Array, Boolean, Error, Infinity, JSON, Map, Math, Number, Object, Promise, Set, String, Symbol, WeakMap, WeakRef, WeakSet } = globalThis;
  const reused = (Format) => {
    const formats = new Map();
    return function (...given) {
      const key = JSON.stringify(given);
      if (!formats.has(key)) formats.set(key, new Format(...given));
      return formats.get(key);
    };
  };
  const { DateTimeFormat, NumberFormat, PluralRules, RelativeTimeFormat } = globalThis.Intl;
  const Intl = { DateTimeFormat: reused(DateTimeFormat), NumberFormat: reused(NumberFormat), PluralRules: reused(PluralRules), RelativeTimeFormat: reused(RelativeTimeFormat) };
`;

/**
 * The realm in which the code of all simulated pages runs. It has its own microtask queue, which runs only on demand, so
 * that a whole schedule runs synchronously, and tasks end at the same points as in a browser.
 */
export class Realm {
  readonly #context = createContext({}, { microtaskMode: 'afterEvaluate' });
  readonly #nothing = new Script('undefined');
  readonly #maker: Maker = new Script(MAKER).runInContext(this.#context);

  /** Compiles a script to a function of its page and its exports object. */
  compile(code: string): (page: object, exports: object) => void {
    return new Script(`(() => { ${BUILT_INS} return function ($page, exports) {${code}\n}; })()`).runInContext(this.#context);
  }

  defer(): Deferred {
    return this.#maker.defer();
  }

  microtask(work: () => void): void {
    this.#maker.microtask(work);
  }

  /** Runs all microtasks, including those that they queue. */
  settle(): void {
    this.#nothing.runInContext(this.#context);
  }
}
