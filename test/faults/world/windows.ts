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
    frame.src = url;
    this.#frames.add(frame);
    document.body.append(frame);
    this.#opened(frame);
    return frame.contentWindow;
  };

  /** Those that are open. */
  get all(): HTMLIFrameElement[] {
    return [...this.#frames].filter(({ isConnected }) => isConnected);
  }

  /** Another window at the same address, as if a tab was duplicated. */
  twin(url: string): void {
    this.open(url, `twin ${this.#frames.size}`);
  }
}
