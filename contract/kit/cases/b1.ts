import type { Case } from '../case.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { changes } from './own-page-only.js';
import { RULES } from '../rules.js';

/** B1: no `X-Wise-Link` → 403. */
export const b1: Case = {
  name: 'B1',
  title: 'A call without X-Wise-Link gets 403, and Wise is not called',
  rule: RULES.ownHeader,
  fix:
    'Refuse every call, including the status, with 403 csrf_failed unless the header X-Wise-Link is “1”. A cross-site page cannot send ' +
    'it without a CORS preflight, which you refuse.',
  async run(kit) {
    const { customer: { browser }, options: { statusUrl } } = kit;
    await withTokenCalls(kit, 0, async () => {
      for (const { name, url, body } of await changes(kit)) {
        const answer = await browser.post(url, body, crypto.randomUUID(), { 'X-Wise-Link': null });
        mustRefuse(answer, 403, 'csrf_failed', `${name} without X-Wise-Link`);
      }
      if (statusUrl === undefined) return;
      const answer = await browser.send(statusUrl, { method: 'GET', headers: { 'X-Wise-Link': null } });
      mustRefuse(answer, 403, 'csrf_failed', 'a status request without X-Wise-Link');
    }, RULES.refusedFirst);
  },
};
