import { turn, type PageWindow } from './page-window.js';

/** Something that was said to a page, on its way. */
export interface Said {
  road: 'message' | 'channel';
  data: unknown;
  /** True on the way to the bank's page, false on the way to the redirect page. */
  isForBank: boolean;
  /** Lets it arrive, as it is or as something else. */
  pass: (data?: unknown) => void;
}

/** What may happen on the way. */
export type Fate = (said: Said) => void;

const MARK = 'faults: all messages before this one have arrived';
/** It arrives, and nothing happens to it. */
export const arrive: Fate = (said) => said.pass();

/** Both roads between windows. What is on them can be waited for, and tampered with. */
export class Roads {
  /** What becomes of everything that is said. */
  fate: Fate = arrive;
  readonly #windows = new Map<PageWindow, { isBank: boolean; post: (data: unknown) => void }>();
  readonly #channels = new Map<BroadcastChannel, { owner: PageWindow; awaited: number }>();
  readonly #passed = new WeakSet<Event>();
  readonly #marks = new Map<PageWindow, () => void>();
  readonly #held: (() => void)[] = [];
  #frozen: PageWindow | undefined;
  /** Every message heard, so that one can see whether there was any. */
  count = 0;

  /** Before anything of the page's own runs: this hears first. */
  enter(page: PageWindow, isBank: boolean): void {
    const post = page.postMessage.bind(page);
    this.#windows.set(page, { isBank, post: (data) => post(data, location.origin) });
    page.addEventListener('message', (event) => {
      if (event.data === MARK) {
        event.stopImmediatePropagation();
        this.#marks.get(page)?.();
        return;
      }
      this.#judge(page, 'message', event, page);
    });
    const { BroadcastChannel } = page;
    const opened = (channel: BroadcastChannel): void => {
      this.#channels.set(channel, { owner: page, awaited: 0 });
      channel.addEventListener('message', (event) => {
        const own = this.#channels.get(channel);
        if (own && !this.#passed.has(event)) own.awaited -= 1;
        this.#judge(page, 'channel', event, channel);
      });
    };
    const said = (speaker: BroadcastChannel): void => {
      for (const [channel, own] of this.#channels) if (channel !== speaker && channel.name === speaker.name) own.awaited += 1;
    };
    const closed = (channel: BroadcastChannel): void => void this.#channels.delete(channel);
    page.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        opened(this);
      }

      override postMessage(data: unknown): void {
        said(this);
        super.postMessage(data);
      }

      override close(): void {
        closed(this);
        super.close();
      }
    };
  }

  leave(page: PageWindow): void {
    this.#windows.delete(page);
    this.#marks.get(page)?.();
    for (const [channel, { owner }] of this.#channels) if (owner === page) this.#channels.delete(channel);
  }

  /** How many channels a page has open. */
  open(page: PageWindow): number {
    return [...this.#channels.values()].filter(({ owner }) => owner === page).length;
  }

  /** Resolves when everything that was said has arrived. */
  async quiet(): Promise<void> {
    await Promise.all(
      [...this.#windows].map(
        ([page, { post }]) =>
          new Promise<void>((resolve) => {
            this.#marks.set(page, resolve);
            post(MARK);
          }),
      ),
    );
    this.#marks.clear();
    while ([...this.#channels.values()].some(({ awaited }) => awaited > 0)) await turn();
  }

  /** What is said to the page waits. */
  freeze(page: PageWindow): void {
    this.#frozen = page;
  }

  /** It arrives. */
  thaw(): void {
    this.#frozen = undefined;
    for (const judge of this.#held.splice(0)) judge();
  }

  #judge(page: PageWindow, road: Said['road'], event: MessageEvent, target: EventTarget): void {
    this.count += 1;
    if (this.#passed.has(event)) return;
    if (this.fate === arrive && page !== this.#frozen) return;
    event.stopImmediatePropagation();
    const { origin, source, data } = event;
    const deliver = (given: unknown = data): void => {
      const copy = new page.MessageEvent('message', { data: given, origin, source });
      this.#passed.add(copy);
      target.dispatchEvent(copy);
    };
    const judge = (): void => this.fate({ road, data, isForBank: !!this.#windows.get(page)?.isBank, pass: deliver });
    if (page === this.#frozen) this.#held.push(judge);
    else judge();
  }
}
