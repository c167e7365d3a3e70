import { MOST, type Line } from './line.js';
import { word, wordsFor, type Words } from './words.js';

const SAID = ['change', 'success', 'error', 'exit', 'navigate'].map((name) => `wise-link-${name}`);

const CANCELLED: Words = { text: 'navigate: cancelled, the page opens Wise itself', kind: 'step' };

/** Writes down what the elements of this page say, and what becomes of the page, until `signal` aborts. */
export class Recorder {
  /** When it began, for whoever compares it with a server's log. */
  readonly began = new Date();
  readonly #start = performance.now();
  readonly #names = new WeakMap<object, string>();
  readonly #written: (line: Line, isOfSeveral: boolean) => void;
  readonly #lines: Line[] = [];
  #count = 0;

  constructor(written: (line: Line, isOfSeveral: boolean) => void, signal: AbortSignal) {
    this.#written = written;
    // On the way down: a page that stops its events keeps none from us.
    const options = { signal, capture: true };
    for (const type of SAID) document.addEventListener(type, (event) => this.#hear(event), options);
    const page = (target: EventTarget, type: string, words: (event: Event) => string | undefined): void =>
      target.addEventListener(type, (event) => this.#note(words(event)), options);
    page(document, 'visibilitychange', () => `the page is ${document.visibilityState}`);
    page(document, 'freeze', () => 'the browser freezes the page');
    page(document, 'resume', () => 'the page is no longer frozen');
    page(window, 'pageshow', (event) =>
      (event as PageTransitionEvent).persisted ? 'the page is back from the back/forward cache' : 'the page is shown',
    );
    page(window, 'storage', (event) => storageWords(event as StorageEvent));
    this.#begin();
  }

  /** What has been written, the oldest first. */
  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Whether more than one element has spoken. */
  get isOfSeveral(): boolean {
    return this.#count > 1;
  }

  #begin(): void {
    const elements = document.querySelectorAll('wise-link');
    if (elements.length === 0) this.#note('the timeline begins; there is no <wise-link> yet');
    for (const element of elements) {
      const phase: unknown = Reflect.get(element, 'phase');
      this.#write(element, {
        text: `the timeline begins: ${phase === undefined ? 'not defined yet' : word(phase)}`,
        kind: 'step',
      });
    }
  }

  #hear(event: Event): void {
    try {
      const words = wordsFor(event);
      const [element] = event.composedPath();
      if (!words || !element) return;
      this.#write(element, words);
      // Whether a native shell opens Wise itself is known when everybody has heard of it.
      queueMicrotask(() => {
        if (event.defaultPrevented) this.#write(element, CANCELLED);
      });
    } catch {
      // An event that somebody else made, whose members throw.
    }
  }

  #note(text: string | undefined): void {
    if (text) this.#write(undefined, { text, kind: 'page' });
  }

  #write(element: EventTarget | undefined, words: Words): void {
    const line: Line = {
      at: Math.round(performance.now() - this.#start),
      who: element ? this.#nameOf(element) : '',
      ...words,
    };
    this.#lines.push(line);
    if (this.#lines.length > MOST) this.#lines.shift();
    this.#written(line, this.isOfSeveral);
  }

  /** Its id; else its place among those that were heard. */
  #nameOf(element: EventTarget): string {
    const known = this.#names.get(element);
    if (known) return known;
    this.#count += 1;
    const name = element instanceof Element && element.id ? `#${element.id.slice(0, 40)}` : `wise-link ${this.#count}`;
    this.#names.set(element, name);
    return name;
  }
}

/** Of our own entries only that there is one: its name may be the state of an attempt. */
function storageWords({ key }: StorageEvent): string | undefined {
  if (key === null) return 'another page has emptied the storage';
  return key.startsWith('wise-link') ? 'another page has changed an entry of ours in the storage' : undefined;
}
