/** Records the events of the elements, for the debug panel. */
import { MAX_LINES, type Line } from './line.js';
import { word, wordsFor, type Words } from './words.js';

const EVENTS = ['change', 'success', 'error', 'exit', 'navigate'].map((name) => `wise-link-${name}`);

const CANCELLED: Words = { text: 'navigate: cancelled, the page opens Wise itself', kind: 'step' };

/** Records the events of the elements and of the page, until `signal` aborts. */
export class Recorder {
  /** The start time, to compare the timeline with a server's log. */
  readonly startedAt = new Date();
  readonly #start = performance.now();
  readonly #names = new WeakMap<object, string>();
  readonly #onLine: (line: Line, hasSeveral: boolean) => void;
  readonly #lines: Line[] = [];
  #count = 0;

  constructor(onLine: (line: Line, hasSeveral: boolean) => void, signal: AbortSignal) {
    this.#onLine = onLine;
    // In the capture phase, because the page may stop the events.
    const options = { signal, capture: true };
    for (const type of EVENTS) document.addEventListener(type, (event) => this.#record(event), options);
    const page = (target: EventTarget, type: string, words: (event: Event) => string | undefined): void =>
      target.addEventListener(type, (event) => this.#addPageLine(words(event)), options);
    page(document, 'visibilitychange', () => `the page is ${document.visibilityState}`);
    page(document, 'freeze', () => 'the browser freezes the page');
    page(document, 'resume', () => 'the page is no longer frozen');
    page(window, 'pageshow', (event) =>
      (event as PageTransitionEvent).persisted ? 'the page is back from the back/forward cache' : 'the page is shown',
    );
    page(window, 'storage', (event) => storageWords(event as StorageEvent));
    this.#addFirstLines();
  }

  /** The recorded lines, oldest first. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Whether more than one element fired an event. */
  get hasSeveral(): boolean {
    return this.#count > 1;
  }

  #addFirstLines(): void {
    const elements = document.querySelectorAll('wise-link');
    if (elements.length === 0) this.#addPageLine('the timeline starts; there is no <wise-link> yet');
    for (const element of elements) {
      const phase: unknown = Reflect.get(element, 'phase');
      this.#add(element, {
        text: `the timeline starts: ${phase === undefined ? 'not defined yet' : word(phase)}`,
        kind: 'step',
      });
    }
  }

  #record(event: Event): void {
    try {
      const words = wordsFor(event);
      const [element] = event.composedPath();
      if (!words || !element) return;
      this.#add(element, words);
      // All listeners must run first: one of them may cancel the navigation and open Wise itself.
      queueMicrotask(() => {
        if (event.defaultPrevented) this.#add(element, CANCELLED);
      });
    } catch {
      // Another script made the event, and its members throw.
    }
  }

  #addPageLine(text: string | undefined): void {
    if (text) this.#add(undefined, { text, kind: 'page' });
  }

  #add(element: EventTarget | undefined, words: Words): void {
    const line: Line = {
      at: Math.round(performance.now() - this.#start),
      element: element ? this.#nameOf(element) : '',
      ...words,
    };
    this.#lines.push(line);
    if (this.#lines.length > MAX_LINES) this.#lines.shift();
    this.#onLine(line, this.hasSeveral);
  }

  /** The id of the element, or its number in the order of the first events. */
  #nameOf(element: EventTarget): string {
    const existing = this.#names.get(element);
    if (existing) return existing;
    this.#count += 1;
    const name = element instanceof Element && element.id ? `#${element.id.slice(0, 40)}` : `wise-link ${this.#count}`;
    this.#names.set(element, name);
    return name;
  }
}

/** The text for a storage event. Never contains the key, because it may contain a state. */
function storageWords({ key }: StorageEvent): string | undefined {
  if (key === null) return 'another page cleared the storage';
  return key.startsWith('wise-link') ? 'another page changed a stored entry of wise-link' : undefined;
}
