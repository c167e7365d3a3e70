import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { FULL_ADDRESS } from '../full-address.js';

const SECRET_NAME = /token|secret|passw|credential|authorization|birth|\bdob\b|e-?mail|scope|idempotency/i;
const SECRET_TEXT: [RegExp, string][] = [
  [FULL_ADDRESS, 'a full e-mail address'],
  [/^\d{4}-\d{2}-\d{2}$/, 'a date without a time, as of a birth'],
  [/\bbearer /i, 'a token'],
  [/\beyJ[\w-]+\.[\w-]+\./, 'a token'],
  [/invalid_grant|invalid_client|invalid authorization code/i, 'an error as Wise words it'],
];

/** B10: no token-like field in any response. Comes last: it looks through all that was answered before. */
export const b10: Case = {
  name: 'B10',
  title: 'No answer to any case holds a token, a code, a date of birth, an address or a raw Wise error, or may be cached',
  mend: 'Build answers member by member from what the contract lists, never from what Wise sent; Cache-Control: no-store on each.',
  async run({ answers, codes }) {
    for (const answer of answers) {
      const secret = secretIn(answer.body, codes);
      must(secret === undefined, `an answer ${answer.status} held ${secret}`);
      must(isUncached(answer), `an answer ${answer.status} came without Cache-Control: no-store`);
    }
  },
};

// What a framework answers by itself, a 405 or 404, holds nothing of anybody's.
const isUncached = ({ status, headers }: Answer): boolean =>
  status >= 300 || /(^|,)\s*no-store\s*(,|$)/i.test(headers.get('Cache-Control') ?? '');

/** What a value holds that it should not, as a phrase; undefined if there is nothing. */
function secretIn(value: unknown, codes: ReadonlySet<string>): string | undefined {
  if (typeof value === 'string') {
    if (codes.has(value)) return 'a code';
    return SECRET_TEXT.find(([pattern]) => pattern.test(value))?.[1];
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (SECRET_NAME.test(name)) return `a member “${name}”`;
    const secret = secretIn(member, codes);
    if (secret !== undefined) return `${secret}, in “${name}”`;
  }
  return undefined;
}
