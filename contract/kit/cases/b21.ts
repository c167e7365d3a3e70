import type { Case } from '../case.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { changes } from './own-page-only.js';

/** B21: more than 4 KiB → 413. */
export const b21: Case = {
  name: 'B21',
  title: 'A body of more than 4 KiB gets 413, and Wise is not called',
  rule: RULES.size,
  fix: 'Stop reading a body after 4 KiB, and answer 413 payload_too_large. No request of the element is larger.',
  async run(kit) {
    await withTokenCalls(kit, 0, async () => {
      for (const { name, url, body } of await changes(kit)) {
        // Spaces after the JSON change nothing else.
        const answer = await kit.customer.browser.send(url, { body: JSON.stringify(body).padEnd(5000), headers: { 'Idempotency-Key': crypto.randomUUID() } });
        mustRefuse(answer, 413, 'payload_too_large', `${name} with 5000 bytes`);
      }
    }, RULES.refusedFirst);
  },
};
