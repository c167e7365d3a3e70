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
];
