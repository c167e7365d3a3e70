/** A code that Wise gave out. */
export interface Code {
  code: string;
  /** For which attempt; undefined if it is one to be typed. */
  state: string | undefined;
  /** The URL with which Wise sends the customer back. */
  letter: string;
}

/** Wise, as far as it shows: it gives out codes, and sends the customer back. */
export class Wise {
  readonly #refused = new Set<string>();
  readonly #codes = new Map<string, Code>();

  /** The customer gives access, and is sent back. */
  grants(request: URL): string {
    const letter = this.#sends(request, { code: this.#newCode(), state: stateOf(request), profileId: '30000000' });
    this.#issues(letter, stateOf(request));
    return letter;
  }

  /** The customer gives access, and is shown a code. */
  shows(): string {
    return this.#issues('', undefined);
  }

  /** Sends the customer back with no code, or with none that counts. */
  refuses(request: URL, answer: Record<string, string>): string {
    this.#refused.add(stateOf(request));
    return this.#sends(request, answer);
  }

  /** Whether it has refused an attempt. */
  hasRefused(state: string): boolean {
    return this.#refused.has(state);
  }

  #sends(request: URL, answer: Record<string, string>): string {
    const letter = new URL(request.searchParams.get('redirect_uri') ?? '');
    for (const [name, value] of Object.entries(answer)) letter.searchParams.set(name, value);
    return letter.href;
  }

  code(code: string): Code | undefined {
    return this.#codes.get(code);
  }

  /** What a letter holds, if it is one that Wise wrote and that gives access. */
  read(letter: unknown): Code | undefined {
    return [...this.#codes.values()].find((code) => code.letter === letter);
  }

  /** All letters that give access, the last one first. */
  get letters(): string[] {
    return [...this.#codes.values()].flatMap(({ letter }) => letter || []).toReversed();
  }

  #newCode(): string {
    return `CANARY${this.#codes.size}`;
  }

  #issues(letter: string, state: string | undefined): string {
    const code = this.#newCode();
    this.#codes.set(code, { code, state, letter });
    return code;
  }
}

/** The state of an authorization request. */
export const stateOf = (request: URL): string => request.searchParams.get('state') ?? '';
