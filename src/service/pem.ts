import { X509Certificate } from 'node:crypto';

/** Whether a text begins with a certificate in PEM. Node ignores any other text, and then trusts nothing or everything it knows. */
export function isPem(text: string): boolean {
  try {
    new X509Certificate(text);
    return true;
  } catch {
    return false;
  }
}
