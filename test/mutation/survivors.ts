// The changes of the source that no test can notice, because the product behaves the same. `npm run mutation` compares it with what survives.
import type { Survivor } from './verdict.js';

/** In the order of their files and lines. */
export const SURVIVORS: readonly Survivor[] = [
  {
    file: 'src/oauth/redirect-uri.ts',
    line: "const plain = (pathname: string): string => pathname.replace(/(\\/index)?(\\.html?)?\\/?$/, '');",
    code: "''",
    becomes: '"Stryker was here!"',
    why: 'Both paths that are compared get the same end, so they are equal as before.',
  },
  {
    file: 'src/oauth/typed-code.ts',
    line: "const [, code] = /^[\\s\\p{C}]*([!-%'-.0-<>@-~]{1,512}?)[.。]?[\\s\\p{C}]*$/u.exec(plain.replace(spaces, '')) ?? [];",
    code: '[]',
    becomes: '["Stryker was here"]',
    why: 'Only the second member of the list is read, and neither list has one.',
  },
  {
    file: 'src/server/identity/same-company.ts',
    line: "const compact = text.normalize('NFKC').toUpperCase().replaceAll(/[^\\p{L}\\p{N}]/gu, '').replace(/^(\\p{L}*)0+/u, '$1');",
    code: "text.normalize('NFKC').toUpperCase()",
    becomes: "text.normalize('NFKC').toLowerCase()",
    why: 'Both numbers that are compared get the same case.',
  },
  {
    file: 'src/server/vault.ts',
    line: 'const cipher = createCipheriv(CIPHER, this.#key(this.#keyId), iv, { authTagLength: TAG_BYTES });',
    code: '{ authTagLength: TAG_BYTES }',
    becomes: '{}',
    why: 'Node makes tags of 16 bytes by default. It is said, because decryption depends on it.',
  },
  {
    file: 'src/server/vault.ts',
    line: "const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);",
    code: "'utf8'",
    becomes: '""',
    why: 'Node reads an empty encoding as UTF-8.',
  },
];
