/** Named secrets that no output may contain. Searches for them in plain text and in common encodings. */
export class Canaries {
  readonly #values = new Map<string, string>();

  /** Adds a secret. If a value is added again, its last name counts. */
  add(name: string, value: string): void {
    if (value === '') throw new Error(`The ${name} is empty and would be found in every text.`);
    this.#values.set(value, name);
  }

  /** The names of the secrets in a text, each once. */
  foundIn(text: string): string[] {
    const lowerCase = text.toLowerCase();
    const isFound = (spelling: string): boolean =>
      // Random ids contain any six letters by chance if the case is ignored.
      spelling.length > 6 ? lowerCase.includes(spelling.toLowerCase()) : text.includes(spelling);
    const found = [...this.#values].filter(([value]) => spellings(value).some(isFound));
    return [...new Set(found.map(([, name]) => name))].toSorted();
  }
}

function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, inJson, encodeURIComponent(value), bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
}
