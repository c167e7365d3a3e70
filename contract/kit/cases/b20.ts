import { start } from '../attempt.js';
import type { Case } from '../case.js';
import { NotChecked } from '../finding.js';
import { popupGrant } from '../grant.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';

/** B20: state of another attempt → 409. */
export const b20: Case = {
  name: 'B20',
  title: 'A code with a state that is not that of its attempt gets 409, and Wise is not called',
  rule: RULES.state,
  fix:
    'Compare the state with the one that you stored for the attempt, in constant time, before you call Wise; else answer 409 state_mismatch. ' +
    'Otherwise an attacker can have a customer finish the attacker’s authorization (RFC 6749 section 10.12).',
  async run(kit) {
    const { customer, options: { startUrl, exchangeUrl } } = kit;
    if (startUrl === undefined) throw new NotChecked('there is no --start-url: the page makes the state');
    const { attemptId } = await start(kit, customer, startUrl);
    const grant = await popupGrant(kit, customer, { attemptId, state: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url') });
    await withTokenCalls(kit, 0, async () => {
      const answer = await customer.browser.post(exchangeUrl, grant, crypto.randomUUID());
      mustRefuse(answer, 409, 'state_mismatch', 'a code with another state');
    });
  },
};
