/** The windows that the page opens, as frames. */
export class Windows {
  readonly #frames = new Set<HTMLIFrameElement>();
  readonly #opened: (frame: HTMLIFrameElement) => void;

  constructor(opened: (frame: HTMLIFrameElement) => void) {
    this.#opened = opened;
  }

  /** Replaces `window.open`. Reuses a window with the same name. */
  readonly open = (url: string, name: string): Window | null => {
    const frame = [...this.all].find((one) => one.name === name) ?? document.createElement('iframe');
    frame.name = name;
    if (url) frame.src = url;
    this.#frames.add(frame);
    document.body.append(frame);
    this.#opened(frame);
    return url ? frame.contentWindow : this.#empty(frame);
  };

  /** The open windows. */
  get all(): HTMLIFrameElement[] {
    return [...this.#frames].filter(({ isConnected }) => isConnected);
  }

  /** Opens another window with the same URL, like a duplicated tab. */
  twin(url: string): void {
    this.open(url, `twin ${this.#frames.size}`);
  }

  /** A proxy of an empty window that reports navigations. */
  #empty(frame: HTMLIFrameElement): Window {
    const replace = (url: string): void => {
      frame.src = url;
      this.#opened(frame);
    };
    const empty = {
      get closed() {
        return !frame.isConnected;
      },
      get document() {
        return frame.contentDocument;
      },
      set name(name: string) {
        frame.name = name;
      },
      location: { replace },
      close: () => frame.contentWindow?.close(),
      focus: () => frame.contentWindow?.focus(),
    };
    return empty as unknown as Window;
  }
}
