import { ENDED, LEFT_OPEN, QUIET, reaches, task, type Way } from './ways.js';

/** What was done. */
export interface Tally {
  /** How often each way was gone. */
  gone: Record<string, number>;
  /** How many elements there were of each kind, and the milliseconds from creation to removal, together. */
  kinds: Record<'quiet' | 'attempt', { count: number; time: number }>;
}

const newTally = (): Tally => ({ gone: {}, kinds: { quiet: { count: 0, time: 0 }, attempt: { count: 0, time: 0 } } });

/** Mounts elements and unmounts them, of ten one with an attempt, and of these every second on to one of its ends. */
export class Mounts {
  /** The way that is being gone. */
  current = '';
  #tally = newTally();
  #count = 0;
  #url = '';
  #isBlocked = false;
  readonly #quiet = inTurn(QUIET);
  readonly #leftOpen = inTurn(LEFT_OPEN);
  readonly #ended = inTurn(ENDED);

  /** Stands in for `window.open`. */
  readonly open = (url?: string | URL): Window | null => {
    this.#url = String(url);
    const opened = { closed: false, document: { body: {} }, location: { replace: this.open }, close() {}, focus() {}, postMessage() {} };
    return this.#isBlocked ? null : (opened as unknown as Window);
  };

  /** What was done since it was asked last. */
  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = newTally();
    return tally;
  }

  /** So many more. */
  async run(count: number): Promise<void> {
    for (const end = this.#count + count; this.#count < end; this.#count += 1) {
      const isAttempt = this.#count % 10 === 9;
      const next = !isAttempt ? this.#quiet : this.#count % 20 === 9 ? this.#leftOpen : this.#ended;
      const [name, way] = next();
      this.current = name;
      const began = performance.now();
      await this.#go(way);
      const { gone, kinds } = this.#tally;
      const kind = kinds[isAttempt ? 'attempt' : 'quiet'];
      kind.time += performance.now() - began;
      kind.count += 1;
      gone[name] = (gone[name] ?? 0) + 1;
    }
    await task(); // what the last one has under way comes to its end
  }

  async #go({ attributes, exchange, isBlocked = false, isOffline = false, play, phase }: Way): Promise<void> {
    this.#isBlocked = isBlocked;
    if (isOffline) Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    const element = document.createElement('wise-link');
    const client = `bank-${this.#count}`;
    const all = {
      environment: 'sandbox',
      // A client of its own: what one element leaves open is not the next one's.
      'client-id': client,
      'redirect-uri': `${location.origin}/wise-callback.html`,
      'exchange-url': '/api/wise/exchange',
      mode: 'popup',
      ...attributes,
    };
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value.replace('{client}', client));
    element.exchange = exchange;
    document.body.append(element);
    if (phase) {
      await element.updateComplete;
      await play?.(element, () => new URL(this.#url).searchParams.get('state') ?? '');
      await reaches(element, phase);
    }
    element.remove();
    if (isOffline) Reflect.deleteProperty(navigator, 'onLine');
    await Promise.resolve(); // whether it comes back in the same task, the element looks in a microtask
  }
}

/** The ways, one after the other, and again. */
function inTurn(ways: Record<string, Way>): () => [string, Way] {
  const entries = Object.entries(ways);
  let next = 0;
  return () => entries[next++ % entries.length] ?? ['', {}];
}
