import { describe } from '../answer.js';
import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { must } from '../finding.js';
import { typedGrant } from '../grant.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { RULES } from '../rules.js';
import { settle, settleUnblocked } from '../settle.js';

const MAX_WRONG_CODES = 5;

/** B13: attempts limit. */
export const b13: Case = {
  name: 'B13',
  title: 'Five wrong codes end an attempt: a valid one is then refused, and Wise is not called',
  rule: RULES.fiveCodes,
  fix:
    'Count the wrong typed codes of an attempt under a lock, send attemptsLeft, and end the attempt with the fifth. Then answer 429 ' +
    'too_many_attempts or 410 attempt_expired before Wise is called. Without a limit, six characters can be guessed.',
  async run(kit) {
    const { customer } = kit;
    const attempt = await newAttempt(kit, customer);
    let left = Infinity;
    for (let wrong = 1; wrong <= MAX_WRONG_CODES && left > 0; wrong += 1) {
      const grant = await typedGrant(kit, customer, attempt, wrongCode());
      const answer = await settleUnblocked(kit, customer, grant, crypto.randomUUID());
      mustRefuse(answer, 422, 'code_invalid', `wrong code ${wrong} of ${MAX_WRONG_CODES}`, RULES.attemptsLeft);
      const { attemptsLeft } = answer.body;
      must(typeof attemptsLeft === 'number', 'code_invalid had no attemptsLeft', RULES.attemptsLeft);
      must(attemptsLeft < left, `attemptsLeft was ${left}, and after another wrong code ${attemptsLeft}`, RULES.attemptsLeft);
      left = attemptsLeft;
    }
    const valid = await typedGrant(kit, customer, attempt);
    await withTokenCalls(kit, 0, async () => {
      const answer = await settle(kit, customer, valid, crypto.randomUUID());
      const isOver = answer.body['code'] === 'too_many_attempts' || answer.body['code'] === 'attempt_expired';
      must(isOver, `after ${MAX_WRONG_CODES} wrong codes a valid one got ${describe(answer)}`);
    });
  },
};

// Longer than the simulator's codes, so it cannot be valid by accident.
const wrongCode = (): string => `wrong-${crypto.randomUUID().slice(0, 8)}`;
