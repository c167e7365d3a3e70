import { describe } from './answer.js';
import { newAttempt } from './attempt.js';
import type { Attempt } from './attempt.js';
import { must, NotChecked } from './finding.js';
import { typedGrant } from './grant.js';
import type { Kit, Person } from './kit.js';
import { RULES } from './rules.js';
import { settleUnblocked } from './settle.js';

/** An attempt of the other customer, and a function that discards it. */
export interface ForeignAttempt extends Required<Attempt> {
  discard: () => Promise<void>;
}

/** Creates an attempt of the other customer; without a start endpoint, with a typed code that is not confirmed yet. */
export async function foreignAttempt(kit: Kit, other: Person): Promise<ForeignAttempt> {
  const { options } = kit;
  const attempt = await newAttempt(kit, other);
  if (attempt.attemptId !== undefined) return { attemptId: attempt.attemptId, state: attempt.state, discard: async () => {} };
  const answer = await settleUnblocked(kit, other, await typedGrant(kit, other, attempt), crypto.randomUUID());
  if (answer.status === 429) throw new NotChecked(`the other customer got ${describe(answer)}: run the kit again later`);
  const { attemptId } = answer.body;
  must(
    typeof attemptId === 'string' && answer.body['status'] === 'pending_confirmation',
    `a typed code of the other customer got ${describe(answer)}, not with pending_confirmation`,
    RULES.confirmed,
  );
  const discard = async (): Promise<void> => {
    await other.browser.post(options.exchangeUrl, { attemptId, confirm: false }, crypto.randomUUID());
  };
  return { attemptId, state: attempt.state, discard };
}
