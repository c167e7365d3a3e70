/** The windows that the page opens: real ones, in frames. */
export class Windows {
  readonly #frames = new Set<HTMLIFrameElement>();
  readonly #opened: (frame: HTMLIFrameElement) => void;

  constructor(opened: (frame: HTMLIFrameElement) => void) {
    this.#opened = opened;
  }

  /** Stands in for `window.open`: a window of that name is opened once. */
  readonly open = (url: string, name: string): Window | null => {
    const frame = [...this.all].find((one) => one.name === name) ?? document.createElement('iframe');
    frame.name = name;
    if (url) frame.src = url;
    this.#frames.add(frame);
    document.body.append(frame);
    this.#opened(frame);
    return url ? frame.contentWindow : this.#empty(frame);
  };

  /** Those that are open. */
  get all(): HTMLIFrameElement[] {
    return [...this.#frames].filter(({ isConnected }) => isConnected);
  }

  /** Another window at the same address, as if a tab was duplicated. */
  twin(url: string): void {
    this.open(url, `twin ${this.#frames.size}`);
  }

  /** An empty window as the page has it. It says nothing when something comes into it, so that is heard of here. */
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
