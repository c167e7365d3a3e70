// Mounts and unmounts elements for the leak check.
import { ENDED, LEFT_OPEN, QUIET, reaches, task, type Scenario } from './ways.js';

/** A count of what the elements did. */
export interface Tally {
  /** How often each scenario ran. */
  runs: Record<string, number>;
  /** The number of elements of each kind, and their total milliseconds from creation to removal. */
  kinds: Record<'quiet' | 'attempt', { count: number; time: number }>;
}

const newTally = (): Tally => ({ runs: {}, kinds: { quiet: { count: 0, time: 0 }, attempt: { count: 0, time: 0 } } });

/** Mounts and unmounts elements. One in ten has an attempt, and every second attempt runs to its end. */
export class Mounts {
  /** The current scenario. */
  current = '';
  #tally = newTally();
  #count = 0;
  #url = '';
  #isBlocked = false;
  readonly #quiet = inTurn(QUIET);
  readonly #leftOpen = inTurn(LEFT_OPEN);
  readonly #ended = inTurn(ENDED);

  /** Replaces `window.open`. */
  readonly open = (url?: string | URL): Window | null => {
    this.#url = String(url);
    const opened = { closed: false, document: { body: {} }, location: { replace: this.open }, close() {}, focus() {}, postMessage() {} };
    return this.#isBlocked ? null : (opened as unknown as Window);
  };

  /** What was done since the last call. */
  takeTally(): Tally {
    const tally = this.#tally;
    this.#tally = newTally();
    return tally;
  }

  /** Mounts and unmounts this many elements. */
  async run(count: number): Promise<void> {
    for (const end = this.#count + count; this.#count < end; this.#count += 1) {
      const isAttempt = this.#count % 10 === 9;
      const next = !isAttempt ? this.#quiet : this.#count % 20 === 9 ? this.#leftOpen : this.#ended;
      const [name, scenario] = next();
      this.current = name;
      const start = performance.now();
      await this.#runScenario(scenario);
      const { runs, kinds } = this.#tally;
      const kind = kinds[isAttempt ? 'attempt' : 'quiet'];
      kind.time += performance.now() - start;
      kind.count += 1;
      runs[name] = (runs[name] ?? 0) + 1;
    }
    await task(); // Let the last element finish its work.
  }

  async #runScenario({ attributes, exchange, isBlocked = false, isOffline = false, play, phase }: Scenario): Promise<void> {
    this.#isBlocked = isBlocked;
    if (isOffline) Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    const element = document.createElement('wise-link');
    const client = `bank-${this.#count}`;
    const all = {
      environment: 'sandbox',
      // Each element has its own client, so that it does not resume an attempt of another.
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
    await Promise.resolve(); // The element checks in a microtask whether it was added again.
  }
}

/** Yields the scenarios in turn, forever. */
function inTurn(ways: Record<string, Scenario>): () => [string, Scenario] {
  const entries = Object.entries(ways);
  let next = 0;
  return () => entries[next++ % entries.length] ?? ['', {}];
}
