import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { RULES } from '../rules.js';

/** B11: GET exchange → 405. */
export const b11: Case = {
  name: 'B11',
  title: 'A GET of the exchange gets 405 with Allow: POST',
  rule: RULES.postOnly,
  fix: 'Route POST only, and answer any other method with 405 and “Allow: POST”. A link on any site can send a GET, and its URL with the code is logged.',
  async run({ customer, options }) {
    const answer = await customer.browser.send(options.exchangeUrl, { method: 'GET' });
    must(answer.status === 405, `a GET of the exchange got ${describe(answer)}, not 405`);
    const allow = answer.headers.get('Allow') ?? '';
    must(/(^|,)\s*POST\s*(,|$)/.test(allow), allow === '' ? 'the 405 has no Allow header' : `the 405 has Allow: ${allow}`);
  },
};
