// Measures what a page holds, over the Chrome DevTools Protocol.
import { setTimeout as after } from 'node:timers/promises';
import type { CDPSession } from 'playwright';
import { readHeap, type Heap } from './heap.js';

/** What a page holds: the heap, and counts of the other objects. */
export interface Held {
  heap: Heap;
  nodes: number;
  listeners: number;
  globalListeners: number;
  elements: number;
  signals: number;
  timers: number;
  channels: number;
  sessionEntries: number;
  localEntries: number;
}

/** The browser keeps the timeout signal of a request for its 15 seconds, even after the answer. */
const DEADLINE = 16_000;

/** The object group under which the browser keeps inspected objects until they are released. */
const GROUP = 'leak-check';

/** Measures what a page holds, from the browser's own counters where possible. */
export class Gauge {
  readonly #cdp: CDPSession;

  constructor(cdp: CDPSession) {
    this.#cdp = cdp;
  }

  /** Measures the page when it is idle and all garbage is collected. */
  async read(): Promise<Held> {
    await after(DEADLINE);
    await this.#cdp.send('Performance.enable');
    const heap = await readHeap(this.#cdp);
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
    const entries = (storage: string): Promise<number> =>
      this.#number(`Object.keys(${storage}).filter((key) => key.startsWith('wise-link:')).length`);
    const held = {
      heap,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
      globalListeners: (await this.#listenersOn('window')) + (await this.#listenersOn('document')),
      elements: await this.#instancesOf(`customElements.get('wise-link')`),
      signals: await this.#instancesOf('AbortSignal'),
      timers: await this.#number('leakCheck.ledger.timers.alive'),
      channels: await this.#number('leakCheck.ledger.channels.alive'),
      sessionEntries: await entries('sessionStorage'),
      localEntries: await entries('localStorage'),
    };
    await this.#cdp.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
    return held;
  }

  async #listenersOn(target: string): Promise<number> {
    const { listeners } = await this.#cdp.send('DOMDebugger.getEventListeners', { objectId: await this.#object(target) });
    return listeners.length;
  }

  /** The number of reachable instances of a class. */
  async #instancesOf(name: string): Promise<number> {
    const { objects } = await this.#cdp.send('Runtime.queryObjects', {
      prototypeObjectId: await this.#object(`${name}.prototype`),
      objectGroup: GROUP,
    });
    const { result } = await this.#cdp.send('Runtime.callFunctionOn', {
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
      ...(objects.objectId && { objectId: objects.objectId }),
    });
    return Number(result.value);
  }

  async #number(expression: string): Promise<number> {
    const { result } = await this.#cdp.send('Runtime.evaluate', { expression, returnByValue: true });
    return Number(result.value ?? Number.NaN);
  }

  async #object(expression: string): Promise<string> {
    const { result } = await this.#cdp.send('Runtime.evaluate', { expression, objectGroup: GROUP });
    if (!result.objectId) throw new Error(`The page has no ${expression}`);
    return result.objectId;
  }
}
