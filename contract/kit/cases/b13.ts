import { describe } from '../answer.js';
import { newAttempt } from '../attempt.js';
import type { Case } from '../case.js';
import { must, NotChecked } from '../finding.js';
import { typedGrant } from '../grant.js';
import { mustRefuse, withTokenCalls } from '../refusal.js';
import { settle } from '../settle.js';

const ALLOWED = 5;

/** B13: attempts limit. */
export const b13: Case = {
  name: 'B13',
  title: 'Five wrong codes end an attempt: a right one comes too late, and Wise is not called',
  mend:
    'Count the wrong typed codes of an attempt under a lock, tell attemptsLeft, and end it with the fifth; then 429 ' +
    'too_many_attempts or 410 attempt_expired, before Wise is called. Six characters can be guessed by who may try for ever.',
  async run(kit) {
    const { customer } = kit;
    const attempt = await newAttempt(kit, customer);
    let left = Infinity;
    for (let wrong = 1; wrong <= ALLOWED && left > 0; wrong += 1) {
      const grant = await typedGrant(kit, customer, attempt, wrongCode());
      const answer = await settle(kit, customer, grant, crypto.randomUUID());
      if (wrong === 1 && answer.status === 429) throw new NotChecked('too many wrong codes today: clear them, or run the kit tomorrow');
      mustRefuse(answer, 422, 'code_invalid', `wrong code ${wrong} of ${ALLOWED}`);
      const { attemptsLeft } = answer.body;
      must(typeof attemptsLeft === 'number', 'code_invalid came without attemptsLeft');
      must(attemptsLeft < left, `attemptsLeft was ${left}, and after another wrong code ${attemptsLeft}`);
      left = attemptsLeft;
    }
    const right = await typedGrant(kit, customer, attempt);
    await withTokenCalls(kit, 0, async () => {
      const answer = await settle(kit, customer, right, crypto.randomUUID());
      const isOver = answer.body['code'] === 'too_many_attempts' || answer.body['code'] === 'attempt_expired';
      must(isOver, `after ${ALLOWED} wrong codes a right one was answered ${describe(answer)}`);
    });
  },
};

// Longer than any of the simulator's: right by accident it cannot be.
const wrongCode = (): string => `wrong-${crypto.randomUUID().slice(0, 8)}`;
