import { LONG, type World } from './world.js';

/** The page of a frame: Wise, the bank, an empty window for Wise, the redirect page with its text, or an error page. */
type Place = 'wise' | 'bank' | 'empty' | 'wait' | 'back' | 'lost' | 'done' | 'nowhere';

/** A customer who wants to link an account, and uses the controls that are shown. */
export class Customer {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Continues until the account is linked, or refused for good. Returns the actions: controls by their parts, `grant` at
   * Wise, `close` for a useless window, `back` to the bank's page, `reload`, and `refused`.
   */
  async goOn(): Promise<string> {
    const steps: string[] = [];
    for (let count = 0; count < 16; count += 1) {
      await this.#world.settle();
      const step = await this.#step();
      if (step === 'end') return steps.join(' ');
      if (step) steps.push(step);
    }
    throw new Error(`The customer cannot link: ${steps.join(' ')} · ${this.#world.trail.changes.join(', ')} · ${this.#world.card.words}`);
  }

  async #step(): Promise<string> {
    const world = this.#world;
    const place = this.#place(world.tab);
    if (place === 'wise') return this.#grant(world.tab);
    if (place === 'wait') return this.#wait();
    if (place !== 'bank') {
      await world.goBack();
      return 'back';
    }
    for (const frame of world.windows.all) {
      const there = this.#place(frame);
      if (there === 'wise') return this.#grant(frame);
      if (there === 'wait' || there === 'empty') return this.#wait();
      world.close(frame);
      return 'close';
    }
    if (world.element.phase === 'linked') return 'end';
    const { card } = world;
    if (!card.isAlive) {
      await world.reload();
      return 'reload';
    }
    if (card.isBusy) return this.#wait();
    return this.#press();
  }

  async #grant(frame: HTMLIFrameElement): Promise<string> {
    await this.#world.grant(frame);
    return 'grant';
  }

  async #press(): Promise<string> {
    const world = this.#world;
    const { card } = world;
    const { control } = card;
    if (!control) {
      const { fix } = world;
      if (!fix) return 'end';
      world.fix = undefined;
      fix();
      return 'refused';
    }
    if (control === 'submit') card.type(world.backend.issue());
    await world.press(control);
    return control;
  }

  /** Waits until the card or a window changes. */
  async #wait(): Promise<''> {
    const world = this.#world;
    const before = this.#visible;
    await world.clock.run(LONG, () => this.#visible !== before);
    if (this.#visible === before) throw new Error(`Nothing changes: ${before}`);
    return '';
  }

  get #visible(): string {
    const world = this.#world;
    const card = this.#place(world.tab) === 'bank' ? `${world.element.phase} ${world.card.words} ${world.card.control}` : '';
    return [card, ...[world.tab, ...world.windows.all].map((frame) => this.#place(frame))].join(' ');
  }

  #place(frame: HTMLIFrameElement): Place {
    try {
      const { location, document } = this.#world.windowOf(frame);
      if (document.title === 'Wise') return 'wise';
      if (location.href === 'about:blank' && !frame.src) return 'empty';
      if (location.pathname === '/faults/page.html') return 'bank';
      const shown = [...document.querySelectorAll('main > p')].find((text) => text.checkVisibility())?.className;
      return shown === 'wait' || shown === 'back' || shown === 'lost' || shown === 'done' ? shown : 'nowhere';
    } catch {
      return 'nowhere'; // the browser's error page
    }
  }
}
