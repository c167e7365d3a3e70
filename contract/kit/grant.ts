import { newAttempt } from './attempt.js';
import type { Attempt } from './attempt.js';
import type { Kit, Person } from './kit.js';

/** The body of an exchange, as the element sends it. */
export interface Grant extends Attempt {
  code: string;
  profileId?: string;
  source: 'popup' | 'redirect' | 'typed';
  redirectUri: string;
}

/** The grant for a new code from a redirect. `atWise` is the customer who gave access at Wise. */
export async function popupGrant(kit: Kit, person: Person, attempt?: Attempt, atWise = person.atWise): Promise<Grant> {
  const { redirectUri } = kit.options;
  const { attemptId, state } = attempt ?? (await newAttempt(kit, person));
  const { code, profileId } = await kit.wise.codeByRedirect(atWise, redirectUri, state);
  kit.codes.add(code);
  const known = { ...(attemptId !== undefined && { attemptId }), state, code };
  return { ...known, ...(profileId !== undefined && { profileId }), source: 'redirect', redirectUri };
}

/** The grant for a typed code: the given one, or a new valid one. */
export async function typedGrant(kit: Kit, person: Person, attempt: Attempt, code?: string): Promise<Grant> {
  const typed = code ?? (await kit.wise.codeToType(person.atWise));
  kit.codes.add(typed);
  return { ...attempt, code: typed, source: 'typed', redirectUri: kit.options.redirectUri };
}
