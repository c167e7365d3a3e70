import { MAX_LINES, type Line } from './line.js';
import { styles } from './panel.styles.js';

/** The attribute that marks the panel, so that several copies of this file show only one. */
const MARK = 'data-wise-link-debug';

/** The panel in the corner. Uses no HTML strings and no `style` attributes, so that no policy of the page blocks it. */
export class Panel {
  readonly #host = document.createElement('div');
  readonly #list = document.createElement('ol');
  readonly #copy = button('Copy');

  /** The Copy button copies `text()`, and the Close button calls `close`. The panel is removed when `signal` aborts. */
  constructor(text: () => string, close: () => void, signal: AbortSignal) {
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    const region = document.createElement('section');
    const header = document.createElement('header');
    const title = document.createElement('strong');
    const closeButton = button('Close');
    region.ariaLabel = 'Timeline of wise-link';
    region.lang = 'en';
    region.dir = 'ltr';
    title.textContent = 'wise-link';
    header.append(title, this.#copy, closeButton);
    // A scrollable list must be reachable by keyboard.
    this.#list.tabIndex = 0;
    this.#list.ariaLabel = 'What happened';
    region.append(header, this.#list);
    root.append(region);
    this.#host.setAttribute(MARK, '');
    closeButton.addEventListener('click', close, { signal });
    this.#copy.addEventListener('click', () => void this.#copyText(text()), { signal });
    this.#copy.addEventListener('blur', () => (this.#copy.textContent = 'Copy'), { signal });
    signal.addEventListener('abort', () => this.#host.remove());
  }

  /** Whether the page has a panel. */
  static isDrawn(): boolean {
    return document.querySelector(`[${MARK}]`) !== null;
  }

  /** Adds the panel to the page. */
  draw(): void {
    document.body.append(this.#host);
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Adds a line, and scrolls to it unless the engineer scrolled up. With `isNamed`, shows the names of the elements. */
  add({ at, element, text, kind }: Line, isNamed: boolean): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    const line = document.createElement('li');
    line.className = kind;
    line.append(span('at', `${at} ms`), span('element', element), span('text', text));
    this.#list.append(line);
    if (this.#list.childElementCount > MAX_LINES) this.#list.firstElementChild?.remove();
    this.#list.className = isNamed ? 'named' : '';
    if (scrollTop + clientHeight >= scrollHeight - 8) this.#list.scrollTop = this.#list.scrollHeight;
  }

  async #copyText(text: string): Promise<void> {
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // execCommand may still work without https or in a cross-origin frame.
      isCopied = this.#copySelection(text);
    }
    this.#copy.textContent = isCopied ? 'Copied' : 'Not copied';
  }

  #copySelection(text: string): boolean {
    const area = document.createElement('textarea');
    area.value = text;
    this.#list.after(area);
    area.select();
    const isCopied = document.execCommand('copy');
    area.remove();
    this.#copy.focus();
    return isCopied;
  }
}

function button(text: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = text;
  return element;
}

function span(name: string, text: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}
