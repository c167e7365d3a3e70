import type { Case } from '../case.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { changes } from './own-page-only.js';

/** B19: no session → 401. */
export const b19: Case = {
  name: 'B19',
  title: 'A call without a session gets 401, and Wise is not called',
  rule: RULES.session,
  fix: 'Look up the session before anything else, and answer 401 session_required as JSON. Do not redirect to your log-in: the element follows no redirect.',
  async run(kit) {
    const { customer: { browser }, options: { statusUrl } } = kit;
    await withTokenCalls(kit, 0, async () => {
      for (const { name, url, body } of await changes(kit)) {
        const answer = await browser.post(url, body, crypto.randomUUID(), { Cookie: null, Authorization: null });
        mustRefuse(answer, 401, 'session_required', `${name} without a session`);
      }
      if (statusUrl === undefined) return;
      const answer = await browser.send(statusUrl, { method: 'GET', headers: { Cookie: null, Authorization: null } });
      mustRefuse(answer, 401, 'session_required', 'a status request without a session');
    }, RULES.refusedFirst);
  },
};
