import { WiseLink } from '../../../src/index.js';
import { makeCell, PHASES, playCell, setAttributes } from '../cells.js';
import { directionOf } from '../languages.js';
import { make } from '../make.js';
import { attributesOf, type Places } from './attributes.js';
import { contentOf } from './content.js';
import type { State } from './state.js';

/** The attributes of the look, which elements in a fixed phase have too. */
const LOOK = ['theme', 'appearance', 'partner-name'];

/** The phone of a customer, with the bank's page on its screen: one live element, or elements in fixed phases. */
export class Phone {
  readonly #frame: HTMLElement;
  readonly #page: HTMLElement;
  readonly #places: Places;
  #live: WiseLink | undefined;

  /** `page` is where the elements are, inside of `frame`. `places` are the addresses of the live element. */
  constructor(frame: HTMLElement, page: HTMLElement, places: Places) {
    this.#frame = frame;
    this.#page = page;
    this.#places = places;
  }

  /** Changes the look and the attributes in place, as a partner's page may do at any time. */
  update(state: State): void {
    const { lang = 'en', dir = 'auto', theme = 'auto', width = '', show = 'live' } = state;
    Object.assign(this.#frame.dataset, { show: show === 'all' ? 'all' : 'one', theme });
    this.#frame.style.setProperty('--width', width);
    Object.assign(this.#page, { lang, dir: dir === 'auto' ? directionOf(lang) : dir });
    if (this.#live) {
      setAttributes(this.#live, attributesOf(state, this.#places));
      this.#live.replaceChildren(...contentOf(state));
      return;
    }
    const look = attributesOf(state, this.#places);
    for (const element of this.#page.querySelectorAll('wise-link')) for (const name of LOOK) setAttributes(element, { [name]: look[name] });
  }

  /** Removes all elements. An attempt of the live one must not continue in the next. */
  async #clear(): Promise<void> {
    if (!this.#live) return this.#page.replaceChildren();
    this.#live.reset();
    this.#live = undefined;
    this.#page.replaceChildren();
    // An element that is removed during an attempt stores it, because it may be reinserted.
    await new Promise((resolve) => setTimeout(resolve));
    sessionStorage.clear();
  }

  /** Replaces all elements by new ones. Resolves when they are in their phases. */
  async renew(state: State): Promise<void> {
    await this.#clear();
    const { show = 'live' } = state;
    if (show === 'live') {
      this.#live = new WiseLink();
      this.update(state);
      this.#page.replaceChildren(this.#live);
      return;
    }
    const names = show === 'all' ? PHASES : [show];
    const cells = names.map((name) => ({ name, element: makeCell(name) }));
    this.#page.replaceChildren(...cells.map(({ name, element }) => (show === 'all' ? make('section', { ariaLabel: name }, make('h2', {}, name), element) : element)));
    this.update(state);
    await Promise.all(cells.map(({ name, element }) => playCell(name, element)));
  }
}
