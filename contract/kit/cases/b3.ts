import type { Case } from '../case.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { changes } from './own-page-only.js';
import { RULES } from '../rules.js';

// The content types that a form on any site can send.
const TYPES = ['text/plain', 'application/x-www-form-urlencoded'];

/** B3: `text/plain` body → 415. */
export const b3: Case = {
  name: 'B3',
  title: 'A body that is not application/json gets 415, and Wise is not called',
  rule: RULES.jsonOnly,
  fix: 'Read the body only if its Content-Type is application/json; else answer 415 unsupported_media_type. Many frameworks parse text as JSON.',
  async run(kit) {
    const { browser } = kit.customer;
    await withTokenCalls(kit, 0, async () => {
      for (const { name, url, body } of await changes(kit)) {
        for (const type of TYPES) {
          const answer = await browser.post(url, body, crypto.randomUUID(), { 'Content-Type': type });
          mustRefuse(answer, 415, 'unsupported_media_type', `${name} with Content-Type: ${type}`);
        }
      }
    }, RULES.refusedFirst);
  },
};
