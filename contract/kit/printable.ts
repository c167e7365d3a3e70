const LONGEST = 500;

/**
 * A text from outside as one line of at most 500 characters, without what a terminal or a parser could take for something else: control
 * characters, marks that change the direction of the text, half surrogate pairs.
 */
export function printable(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\u{FFFE}\u{FFFF}]/gu, '\u{FFFD}').trim();
  const characters = Array.from(line);
  return characters.length > LONGEST ? `${characters.slice(0, LONGEST).join('')}…` : line;
}
