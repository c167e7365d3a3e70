import { LinkError } from '../errors.js';

/** How long a text is looked through, in characters: longer than any code. */
const MAX_LENGTH = 512;

/**
 * The code in what the customer typed, dictated or pasted. Wise documents neither its length nor its alphabet: only what a
 * keyboard or a voice puts there is taken away (white space, invisible characters around it, a full stop at its end, the
 * width of its letters), and case is kept. Throws a LinkError: `code_missing`, `code_unreadable`, which names the look-alikes,
 * `code_is_link`, or `code_ambiguous`.
 */
export function readTypedCode(text: string): string {
  try {
    const plain = text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
    const spaces = /[^\S\n-\r\u2028\u2029]/g;
    // Visible ASCII without & / = ?: whoever is asked for the link, and not for the code, is being phished. Each character
    // fits one place only, so that a whole book is read in linear time.
    const [, code] = /^[\s\p{C}]*([!-%'-.0-<>@-~]{1,512}?)[.。]?[\s\p{C}]*$/u.exec(plain.replace(spaces, '')) ?? [];
    if (code) return code;
    if (/^[\s\p{C}]*$/u.test(text)) throw new LinkError('code_missing');
    if (/[&/=?]/.test(plain)) throw new LinkError('code_is_link');
    if (/[\n-\r\u2028\u2029]/.test(plain.trim())) throw new LinkError('code_ambiguous');
    const foreign = plain.slice(0, MAX_LENGTH).match(/[^\s\p{C}!-~]/gu);
    throw new LinkError('code_unreadable', { characters: [...new Set(foreign)].slice(0, 3).join(' ') });
  } finally {
    // The text that was matched last stays in RegExp.input, for every script of the page to read: now it is none.
    /.?/.test('');
  }
}
