import { X509Certificate } from 'node:crypto';

/**
 * Whether a text has certificates in PEM, and each of them can be read. Node reads a bundle up to the first certificate that it cannot
 * read, ignores the rest without an error, and trusts fewer authorities than the file has.
 */
export function isPem(text: string): boolean {
  const begins = text.match(/-----BEGIN /g)?.length ?? 0;
  const inLines = text.match(/^\u{FEFF}?-----BEGIN /gmu)?.length ?? 0;
  const certificates = text.split(/(?=-----BEGIN )/).filter((block) => /^-----BEGIN (X509 |TRUSTED )?CERTIFICATE-----/.test(block));
  return begins === inLines && certificates.length > 0 && certificates.every(isCertificate);
}

function isCertificate(block: string): boolean {
  try {
    new X509Certificate(block);
    return true;
  } catch {
    return false;
  }
}
