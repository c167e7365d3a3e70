/** The URL that a text is, perhaps relative to another; undefined if it is none. */
export function readUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
