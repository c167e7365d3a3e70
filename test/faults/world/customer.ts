import { LONG, type World } from './world.js';

/** Where a frame is: at Wise, at the bank, in an empty window that Wise is to come into, on the redirect page with what it says there, or lost. */
type Place = 'wise' | 'bank' | 'empty' | 'wait' | 'back' | 'lost' | 'done' | 'nowhere';

/** A customer who wants to link his account, and takes whatever way on he is shown. */
export class Customer {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /**
   * Goes on until the account is linked, or he is refused. Gives what he had to do: controls by their parts, `grant` at
   * Wise, `close` for a window in which nothing goes on, `back` to the bank's page, `reload`, and `refused`.
   */
  async goOn(): Promise<string> {
    const steps: string[] = [];
    for (let count = 0; count < 16; count += 1) {
      await this.#world.settle();
      const step = await this.#step();
      if (step === 'end') return steps.join(' ');
      if (step) steps.push(step);
    }
    throw new Error(`He gets nowhere: ${steps.join(' ')} · ${this.#world.trail.changes.join(', ')} · ${this.#world.card.words}`);
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
    const { way } = card;
    if (!way) {
      const { mend } = world;
      if (!mend) return 'end';
      world.mend = undefined;
      mend();
      return 'refused';
    }
    if (way === 'submit') card.type(world.backend.issue());
    await world.press(way);
    return way;
  }

  /** Until the card, or a window, says something else. */
  async #wait(): Promise<''> {
    const world = this.#world;
    const before = this.#sight;
    await world.clock.run(LONG, () => this.#sight !== before);
    if (this.#sight === before) throw new Error(`Nothing happens any more: ${before}`);
    return '';
  }

  get #sight(): string {
    const world = this.#world;
    const card = this.#place(world.tab) === 'bank' ? `${world.element.phase} ${world.card.words} ${world.card.way}` : '';
    return [card, ...[world.tab, ...world.windows.all].map((frame) => this.#place(frame))].join(' ');
  }

  #place(frame: HTMLIFrameElement): Place {
    try {
      const { location, document } = this.#world.windowOf(frame);
      if (document.title === 'Wise') return 'wise';
      if (location.href === 'about:blank' && !frame.src) return 'empty';
      if (location.pathname === '/faults/page.html') return 'bank';
      const said = [...document.querySelectorAll('main > p')].find((text) => text.checkVisibility())?.className;
      return said === 'wait' || said === 'back' || said === 'lost' || said === 'done' ? said : 'nowhere';
    } catch {
      return 'nowhere'; // the browser's own page
    }
  }
}
