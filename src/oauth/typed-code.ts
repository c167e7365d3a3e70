import { LinkError } from '../errors.js';

/** How many characters are searched for invalid ones: more than any code has. */
const MAX_LENGTH = 512;

/**
 * Reads the code from a text that was typed, dictated or pasted. Wise documents neither its length nor its alphabet, so this removes
 * only what input methods add: white space, invisible characters around it, a final full stop, full-width forms. Case is kept.
 * Throws a LinkError: `code_missing`, `code_unreadable` with the invalid characters, `code_is_link` or `code_ambiguous`.
 */
export function readTypedCode(text: string): string {
  try {
    const plain = text.replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
    const spaces = /[^\S\n-\r\u2028\u2029]/g;
    // Visible ASCII without & / = ?, which mark a link: a request for the link is phishing. Each character matches one place only,
    // so the time is linear in the length.
    const [, code] = /^[\s\p{C}]*([!-%'-.0-<>@-~]{1,512}?)[.。]?[\s\p{C}]*$/u.exec(plain.replace(spaces, '')) ?? [];
    if (code) return code;
    if (/^[\s\p{C}]*$/u.test(text)) throw new LinkError('code_missing');
    if (/[&/=?]/.test(plain)) throw new LinkError('code_is_link');
    if (/[\n-\r\u2028\u2029]/.test(plain.trim())) throw new LinkError('code_ambiguous');
    const foreign = plain.slice(0, MAX_LENGTH).match(/[^\s\p{C}!-~]/gu);
    throw new LinkError('code_unreadable', { characters: [...new Set(foreign)].slice(0, 3).join(' ') });
  } finally {
    // Clears `RegExp.input`, where every script of the page could read the code.
    /.?/.test('');
  }
}
