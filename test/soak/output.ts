/** What the log says while the database is away. */
const IS_EXPECTED = /"errorName":"DatabaseUnavailable"/;

/** What the processes of the backend wrote: the words that may be secrets, and the lines that report a fault of the backend. */
export class Output {
  readonly #words = new Set<string>();
  readonly errors: string[] = [];

  read(text: string): void {
    for (const line of text.split('\n')) {
      const isFault = line !== '' && (!line.startsWith('{') || line.includes('"internal_error"'));
      if (isFault && !IS_EXPECTED.test(line)) this.errors.push(line);
    }
    for (const [word] of text.matchAll(/[\w.~+/=-]{16,}/g)) this.#words.add(word);
  }

  /** How many of these secrets were written. */
  leaks(secrets: Iterable<string>): number {
    return [...secrets].filter((secret) => this.#words.has(secret)).length;
  }
}
