/** The frames that are loading a page. */
export class Arrivals {
  /** The number of loaded pages. */
  count = 0;
  readonly #coming = new Map<HTMLIFrameElement, { page: Promise<void>; end: () => void }>();
  #stuck = '';

  /** The next load of this file never completes. */
  stick(file: string): void {
    this.#stuck = file;
  }

  /** Whether this load never completes. True once. */
  isStuck(url: string): boolean {
    if (!this.#stuck || !url.includes(this.#stuck)) return false;
    this.#stuck = '';
    return true;
  }

  has(frame: HTMLIFrameElement): boolean {
    return this.#coming.has(frame);
  }

  /** A frame starts to load a page. */
  expect(frame: HTMLIFrameElement, url = frame.src): void {
    if (this.isStuck(url)) {
      this.end(frame);
      return;
    }
    if (this.#coming.has(frame)) return;
    let end = (): void => undefined;
    const page = new Promise<void>((resolve) => {
      end = resolve;
    });
    this.#coming.set(frame, { page, end });
    frame.addEventListener('load', () => this.end(frame), { once: true });
  }

  /** The page is loaded, or no longer expected. */
  end(frame: HTMLIFrameElement): void {
    this.count += 1;
    this.#coming.get(frame)?.end();
    this.#coming.delete(frame);
  }

  /** Resolves when all pages are loaded. */
  async all(): Promise<void> {
    while (this.#coming.size > 0) await Promise.all([...this.#coming.values()].map(({ page }) => page));
  }
}
