import type { Answer } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { FULL_ADDRESS } from '../full-address.js';
import { RULES } from '../rules.js';

const SECRET_NAME = /token|secret|passw|credential|authorization|birth|\bdob\b|e-?mail|scope|idempotency/i;
const SECRET_TEXT: [RegExp, string][] = [
  [FULL_ADDRESS, 'a full email address'],
  [/^\d{4}-\d{2}-\d{2}$/, 'a date without a time, such as a date of birth'],
  [/\bbearer /i, 'a token'],
  [/\beyJ[\w-]{1,999}\.[\w-]{1,9999}\./, 'a token'],
  [/invalid_grant|invalid_client|invalid authorization code/i, 'an error text from Wise'],
];

/** B10: no token-like field in any response. Runs last, because it checks all earlier responses. */
export const b10: Case = {
  name: 'B10',
  title: 'No answer contains a token, a code, a date of birth, an address or a raw Wise error, and none may be cached',
  rule: RULES.noSecrets,
  fix: 'Build each answer from the members that the contract lists, never from a response of Wise, and send Cache-Control: no-store with each.',
  async run({ answers, codes }) {
    for (const answer of answers) {
      const secret = secretIn(answer.body, codes);
      must(secret === undefined, `an answer ${answer.status} contained ${secret}`);
      must(isUncached(answer), `an answer ${answer.status} had no Cache-Control: no-store`, RULES.noStore);
    }
  },
};

// A framework's own 404 or 405 contains no customer data.
const isUncached = ({ status, headers }: Answer): boolean =>
  status >= 300 || /(^|,)\s*no-store\s*(,|$)/i.test(headers.get('Cache-Control') ?? '');

/** Describes the secret that a value contains; undefined if there is none. */
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
