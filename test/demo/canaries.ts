/** Values that nobody may write down, by their names, looked for as they are and as they may be written. */
export class Canaries {
  readonly #values = new Map<string, string>();

  /** The same value may have several names; the last one tells. */
  add(name: string, value: string): void {
    if (value === '') throw new Error(`The ${name} is empty, and would be found everywhere.`);
    this.#values.set(value, name);
  }

  /** The names of those that stand in a text, each once. */
  foundIn(text: string): string[] {
    const lowerCase = text.toLowerCase();
    const isIn = (spelling: string): boolean =>
      // Six letters in any case come about by chance, in so many random ids.
      spelling.length > 6 ? lowerCase.includes(spelling.toLowerCase()) : text.includes(spelling);
    const found = [...this.#values].filter(([value]) => spellings(value).some(isIn));
    return [...new Set(found.map(([, name]) => name))].toSorted();
  }
}

function spellings(value: string): string[] {
  const bytes = Buffer.from(value);
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, inJson, encodeURIComponent(value), bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
}
