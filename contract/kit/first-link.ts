import { describe } from './answer.js';
import { Failure, NotChecked } from './finding.js';
import { popupGrant } from './grant.js';
import type { Kit } from './kit.js';
import { settle } from './settle.js';
import { SetupError } from './setup-error.js';

/** Checks that a link works at all. A backend that refuses everything would pass half of the cases. */
export async function firstLink(kit: Kit): Promise<void> {
  const before = await kit.wise.tokenCalls();
  const answer = await exchangeOnce(kit);
  if (answer.body['status'] === 'linked') return;
  const asked = (await kit.wise.tokenCalls()) > before;
  throw new SetupError(
    `A valid code got ${describe(answer)}, not 200 linked. ` +
      (asked
        ? 'Your backend did call the simulator: is the customer the same person on both sides (--at-wise)?'
        : 'Your backend did not call the simulator. Look at its API URL, --cookie, --origin, --redirect-uri and --header.'),
  );
}

async function exchangeOnce(kit: Kit): ReturnType<typeof settle> {
  try {
    return await settle(kit, kit.customer, await popupGrant(kit, kit.customer), crypto.randomUUID());
  } catch (error) {
    if (error instanceof Failure || error instanceof NotChecked) throw new SetupError(`${error.message}.`, { cause: error });
    throw error;
  }
}
