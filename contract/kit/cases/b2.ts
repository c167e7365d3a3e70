import type { Case } from '../case.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { changes } from './own-page-only.js';
import { RULES } from '../rules.js';

const FOREIGN = [
  { 'Origin': 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
  { 'Origin': 'null', 'Sec-Fetch-Site': 'cross-site' },
  // A browser without support for Sec-Fetch-Site.
  { 'Origin': 'https://evil.example', 'Sec-Fetch-Site': null },
];

/** B2: `Origin` foreign → 403. */
export const b2: Case = {
  name: 'B2',
  title: 'A call from a page of another origin gets 403, and Wise is not called',
  rule: RULES.ownOrigin,
  fix: 'Compare Origin with your own origin, character by character, and Sec-Fetch-Site with “same-origin”; else answer 403 csrf_failed.',
  async run(kit) {
    const { browser } = kit.customer;
    await withTokenCalls(kit, 0, async () => {
      for (const { name, url, body } of await changes(kit)) {
        for (const headers of FOREIGN) {
          const answer = await browser.post(url, body, crypto.randomUUID(), headers);
          mustRefuse(answer, 403, 'csrf_failed', `${name} with Origin: ${headers.Origin}`);
        }
      }
    }, RULES.refusedFirst);
  },
};
