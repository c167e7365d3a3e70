import { isAccepted } from './accepted.js';
import { describe } from './answer.js';
import type { Answer } from './answer.js';
import { Failure, NotChecked } from './finding.js';
import { popupGrant } from './grant.js';
import type { Kit } from './kit.js';
import { settleUnblocked } from './settle.js';
import { SetupError } from './setup-error.js';

/** Checks that a link works at all. A backend that refuses everything would pass half of the cases. */
export async function firstLink(kit: Kit): Promise<void> {
  const before = await kit.wise.tokenCalls();
  const answer = await exchangeOnce(kit);
  if (answer.body['status'] === 'linked' || (isAccepted(kit, answer) && (await confirmed(kit, answer)))) return;
  const asked = (await kit.wise.tokenCalls()) > before;
  throw new SetupError(
    `A valid code got ${describe(answer)}, not 200 linked. ` +
      (asked
        ? 'Your backend did call the simulator: is the customer the same person on both sides (--at-wise)?'
        : 'Your backend did not call the simulator. Look at its API URL, --start-url, the session, --origin, --redirect-uri and --header.'),
  );
}

// Answers "yes" to "is this you?".
async function confirmed({ customer, options }: Kit, { body }: Answer): Promise<boolean> {
  const yes = { attemptId: body['attemptId'], confirm: true };
  return (await customer.browser.post(options.exchangeUrl, yes, crypto.randomUUID())).body['status'] === 'linked';
}

async function exchangeOnce(kit: Kit): Promise<Answer> {
  try {
    return await settleUnblocked(kit, kit.customer, await popupGrant(kit, kit.customer), crypto.randomUUID());
  } catch (error) {
    if (error instanceof Failure || error instanceof NotChecked) throw new SetupError(`${error.message}.`, { cause: error });
    throw error;
  }
}
