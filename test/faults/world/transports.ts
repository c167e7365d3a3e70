import { turn, type PageWindow } from './page-window.js';

/** A message to a page that is not yet delivered. */
export interface Sent {
  transport: 'message' | 'channel';
  data: unknown;
  /** True for a message to the bank's page, false for one to the redirect page. */
  isForBank: boolean;
  /** Delivers it, unchanged or with other data. */
  pass: (data?: unknown) => void;
}

/** Handles a message: delivers it, changes it or drops it. */
export type Handler = (sent: Sent) => void;

const MARK = 'faults: all messages before this one have arrived';
/** Delivers every message unchanged. */
export const arrive: Handler = (sent) => sent.pass();

/** Both transports between windows. A test can wait for messages, and change them. */
export class Transports {
  /** Handles all messages. */
  handler: Handler = arrive;
  readonly #windows = new Map<PageWindow, { isBank: boolean; post: (data: unknown) => void }>();
  readonly #channels = new Map<BroadcastChannel, { owner: PageWindow; awaited: number }>();
  readonly #passed = new WeakSet<Event>();
  readonly #marks = new Map<PageWindow, () => void>();
  readonly #held: (() => void)[] = [];
  #frozen: PageWindow | undefined;
  /** The number of received messages. */
  count = 0;

  /** Starts to intercept the messages of a page, before its scripts run. */
  enter(page: PageWindow, isBank: boolean): void {
    const post = page.postMessage.bind(page);
    this.#windows.set(page, { isBank, post: (data) => post(data, location.origin) });
    page.addEventListener('message', (event) => {
      if (event.data === MARK) {
        event.stopImmediatePropagation();
        this.#marks.get(page)?.();
        return;
      }
      this.#handle(page, 'message', event, page);
    });
    const { BroadcastChannel } = page;
    const opened = (channel: BroadcastChannel): void => {
      this.#channels.set(channel, { owner: page, awaited: 0 });
      channel.addEventListener('message', (event) => {
        const own = this.#channels.get(channel);
        if (own && !this.#passed.has(event)) own.awaited -= 1;
        this.#handle(page, 'channel', event, channel);
      });
    };
    const posted = (sender: BroadcastChannel): void => {
      for (const [channel, own] of this.#channels) if (channel !== sender && channel.name === sender.name) own.awaited += 1;
    };
    const closed = (channel: BroadcastChannel): void => void this.#channels.delete(channel);
    page.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        opened(this);
      }

      override postMessage(data: unknown): void {
        posted(this);
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

  /** The number of open channels of a page. */
  open(page: PageWindow): number {
    return [...this.#channels.values()].filter(({ owner }) => owner === page).length;
  }

  /** Resolves when all messages have arrived. */
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

  /** Holds back the messages to a page. */
  freeze(page: PageWindow): void {
    this.#frozen = page;
  }

  /** Delivers the messages that were held back. */
  thaw(): void {
    this.#frozen = undefined;
    for (const handle of this.#held.splice(0)) handle();
  }

  #handle(page: PageWindow, transport: Sent['transport'], event: MessageEvent, target: EventTarget): void {
    this.count += 1;
    if (this.#passed.has(event)) return;
    if (this.handler === arrive && page !== this.#frozen) return;
    event.stopImmediatePropagation();
    const { origin, source, data } = event;
    const deliver = (given: unknown = data): void => {
      const copy = new page.MessageEvent('message', { data: given, origin, source });
      this.#passed.add(copy);
      target.dispatchEvent(copy);
    };
    const handle = (): void => this.handler({ transport, data, isForBank: !!this.#windows.get(page)?.isBank, pass: deliver });
    if (page === this.#frozen) this.#held.push(handle);
    else handle();
  }
}
