import { LinkError } from '../errors.js';

/** How long a text is looked through, in characters: longer than any code. */
const MOST = 512;

/**
 * The code in what the customer typed or pasted. Wise documents neither its length nor its alphabet: only white space
 * and invisible characters around it are taken away, and case is kept. Throws a LinkError: `code_missing`,
 * `code_unreadable`, which names the look-alikes, or `code_is_link`.
 */
export function readTypedCode(text: string): string {
  try {
    // Visible ASCII without & / = ?: whoever is asked for the link, and not for the code, is being phished. Each character
    // fits one place only, so that a whole book is read in linear time.
    const [, code] = /^[\s\p{C}]*([!-%'-.0-<>@-~]{1,512})[\s\p{C}]*$/u.exec(text) ?? [];
    if (code) return code;
    if (/^[\s\p{C}]*$/u.test(text)) throw new LinkError('code_missing');
    if (/[&/=?]/.test(text)) throw new LinkError('code_is_link');
    const foreign = text.slice(0, MOST).match(/[^\s\p{C}!-~]/gu);
    throw new LinkError('code_unreadable', { characters: [...new Set(foreign)].slice(0, 3).join(' ') });
  } finally {
    // The text that was matched last stays in RegExp.input, for every script of the page to read: now it is none.
    /.?/.test('');
  }
}
