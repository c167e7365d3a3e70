/** The frames into which a page is coming. */
export class Arrivals {
  /** How many pages have come. */
  count = 0;
  readonly #coming = new Map<HTMLIFrameElement, { page: Promise<void>; end: () => void }>();
  #stuck = '';

  /** The next page of this file will not come. */
  stick(file: string): void {
    this.#stuck = file;
  }

  /** Whether it was this file's turn not to come. It is so once. */
  isStuck(url: string): boolean {
    if (!this.#stuck || !url.includes(this.#stuck)) return false;
    this.#stuck = '';
    return true;
  }

  has(frame: HTMLIFrameElement): boolean {
    return this.#coming.has(frame);
  }

  /** A page comes into the frame, unless it will not. */
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

  /** It is there, or nobody waits for it any more. */
  end(frame: HTMLIFrameElement): void {
    this.count += 1;
    this.#coming.get(frame)?.end();
    this.#coming.delete(frame);
  }

  /** Resolves when all have come. */
  async all(): Promise<void> {
    while (this.#coming.size > 0) await Promise.all([...this.#coming.values()].map(({ page }) => page));
  }
}
