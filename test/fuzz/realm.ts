// Fake windows and channels for the callback channel.
import { vi } from 'vitest';
import { ORIGIN, type Message } from './message.js';

interface ReceivedEvent {
  origin: string;
  source: unknown;
  data: unknown;
  ports: unknown[];
}
type Listener = (event: ReceivedEvent) => void;

/** A posted message, and the target origin of a window. Channels have none. */
export interface Posted {
  to: string;
  target: string;
  message: unknown;
}

/** The parts of a window and its globals that `src/launch/callback-channel.ts` uses. */
export class Realm {
  readonly posted: Posted[] = [];
  readonly #self = this.#place('self', null);
  readonly windows = {
    self: this.#self,
    opener: this.#place('opener', null),
    popup: this.#place('popup', this.#self),
    frame: this.#place('frame', null),
    other: this.#place('other', {}),
  };
  readonly #listeners: { run: Listener; channel: string | undefined; signal: AbortSignal }[] = [];

  /** Replaces the globals. */
  constructor({ hasOpener, hasChannels }: { hasOpener: boolean; hasChannels: boolean }) {
    const { posted } = this;
    const listen = (channel?: string) => (_: 'message', listener: Listener, { signal }: { signal: AbortSignal }): void =>
      void this.#listeners.push({ run: listener, channel, signal });
    class Channel {
      readonly postMessage: (message: unknown) => void;
      readonly addEventListener: ReturnType<typeof listen>;
      constructor(name: string) {
        if (!hasChannels) throw new DOMException('The operation is insecure.', 'SecurityError');
        this.postMessage = (message) => void posted.push({ to: name, target: ORIGIN, message });
        this.addEventListener = listen(name);
      }
      close(): void {}
    }
    vi.stubGlobal('self', this.windows.self);
    vi.stubGlobal('window', { opener: hasOpener ? this.windows.opener : null });
    vi.stubGlobal('location', new URL(`${ORIGIN}/link`));
    vi.stubGlobal('BroadcastChannel', Channel);
    vi.stubGlobal('addEventListener', listen());
  }

  /** Dispatches a message to all listeners, and rethrows their errors. */
  dispatch({ origin, source, channel, data }: Message): void {
    const event: ReceivedEvent = { origin, source: source && this.windows[source], data, ports: [this.#place('port', null)] };
    for (const listener of this.#listeners) {
      if (listener.channel === channel && !listener.signal.aborted) listener.run(event);
    }
  }

  #place(to: string, opener: unknown) {
    return { opener, postMessage: (message: unknown, target: string): void => void this.posted.push({ to, target, message }) };
  }
}
