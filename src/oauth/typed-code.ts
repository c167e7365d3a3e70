import { LinkError } from '../errors.js';

/**
 * The code in what the customer typed or pasted. Wise documents neither its length nor its alphabet: only white space
 * and invisible characters around it are taken away, and case is kept. Throws a LinkError, `code_unreadable`.
 */
export function readTypedCode(text: string): string {
  // Visible ASCII without & / = ?: whoever is asked for the link, and not for the code, is being phished. Each character
  // fits one place only, so that a whole book is read in linear time.
  const [, code] = /^[\s\p{C}]*([!-%'-.0-<>@-~]{1,512})[\s\p{C}]*$/u.exec(text) ?? [];
  if (!code) throw new LinkError('code_unreadable');
  return code;
}
