/** Parses a URL, relative to `base` if given. Undefined if it is not valid. */
export function readUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
