import { MOST, type Line } from './line.js';
import { styles } from './panel.styles.js';

/** How the page knows that a timeline is drawn already, by whichever copy of this file. */
const MARK = 'data-wise-link-debug';

/** The panel in the corner. Made without markup and without `style`, so that no policy of the page forbids it. */
export class Panel {
  readonly #host = document.createElement('div');
  readonly #list = document.createElement('ol');
  readonly #copy = button('Copy');

  /** `text` is what its Copy button copies, `close` what its Close button does. It is gone when `signal` aborts. */
  constructor(text: () => string, close: () => void, signal: AbortSignal) {
    const root = this.#host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
    const region = document.createElement('section');
    const header = document.createElement('header');
    const title = document.createElement('strong');
    const closing = button('Close');
    region.ariaLabel = 'Timeline of wise-link';
    region.lang = 'en';
    region.dir = 'ltr';
    title.textContent = 'wise-link';
    header.append(title, this.#copy, closing);
    // It scrolls, so the keyboard has to reach it.
    this.#list.tabIndex = 0;
    this.#list.ariaLabel = 'What happened';
    region.append(header, this.#list);
    root.append(region);
    this.#host.setAttribute(MARK, '');
    closing.addEventListener('click', close, { signal });
    this.#copy.addEventListener('click', () => void this.#give(text()), { signal });
    this.#copy.addEventListener('blur', () => (this.#copy.textContent = 'Copy'), { signal });
    signal.addEventListener('abort', () => this.#host.remove());
  }

  /** Whether there is one on the page. */
  static isDrawn(): boolean {
    return document.querySelector(`[${MARK}]`) !== null;
  }

  /** Puts it on the page. */
  draw(): void {
    document.body.append(this.#host);
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Adds a line, and shows it to whoever has not scrolled back. Elements are named once there are several. */
  add({ at, who, text, kind }: Line, isNamed: boolean): void {
    const { scrollTop, clientHeight, scrollHeight } = this.#list;
    const line = document.createElement('li');
    line.className = kind;
    line.append(span('at', `${at} ms`), span('who', who), span('text', text));
    this.#list.append(line);
    if (this.#list.childElementCount > MOST) this.#list.firstElementChild?.remove();
    this.#list.className = isNamed ? 'named' : '';
    if (scrollTop + clientHeight >= scrollHeight - 8) this.#list.scrollTop = this.#list.scrollHeight;
  }

  async #give(text: string): Promise<void> {
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https, and in another origin's frame, the old way may still go.
      isCopied = this.#giveSelected(text);
    }
    this.#copy.textContent = isCopied ? 'Copied' : 'Not copied';
  }

  #giveSelected(text: string): boolean {
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
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  return made;
}

function span(name: string, text: string): HTMLSpanElement {
  const made = document.createElement('span');
  made.className = name;
  made.textContent = text;
  return made;
}
