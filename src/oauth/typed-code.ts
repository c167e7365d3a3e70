import { LinkError } from '../errors.js';

/**
 * The code in what the customer typed or pasted. Wise documents neither its length nor its alphabet: only white space
 * and invisible characters around it are taken away, and case is kept. Throws a LinkError, `code_unreadable`.
 */
export function readTypedCode(text: string): string {
  const code = text.replace(/^[\s\p{C}]+|[\s\p{C}]+$/gu, '');
  // Whoever is asked for the link, and not for the code, is being phished.
  if (!/^[!-~]{1,512}$/.test(code) || /[/?&=]/.test(code)) throw new LinkError('code_unreadable');
  return code;
}
