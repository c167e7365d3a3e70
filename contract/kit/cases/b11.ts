import { describe } from '../answer.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';

/** B11: GET exchange → 405. */
export const b11: Case = {
  name: 'B11',
  title: 'A GET of the exchange gets 405 with Allow: POST',
  mend: 'Route POST only, and answer everything else 405 with “Allow: POST”. What a GET does, a link on any site can do, and its code is in logs.',
  async run({ customer, options }) {
    const answer = await customer.browser.send(options.exchangeUrl, { method: 'GET' });
    must(answer.status === 405, `a GET of the exchange was answered ${describe(answer)}, and not 405`);
    const allow = answer.headers.get('Allow') ?? '';
    must(/(^|,)\s*POST\s*(,|$)/.test(allow), allow === '' ? 'the 405 has no Allow header' : `the 405 says Allow: ${allow}`);
  },
};
