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

/** A code that came back by popup, fresh from Wise; `atWise` is who gave access there. */
export async function popupGrant(kit: Kit, person: Person, attempt?: Attempt, atWise = person.atWise): Promise<Grant> {
  const { redirectUri } = kit.options;
  const { attemptId, state } = attempt ?? (await newAttempt(kit, person));
  const { code, profileId } = await kit.wise.codeByRedirect(atWise, redirectUri, state);
  kit.codes.add(code);
  const known = { ...(attemptId !== undefined && { attemptId }), state, code };
  return { ...known, ...(profileId !== undefined && { profileId }), source: 'popup', redirectUri };
}

/** A code that was typed: the given one, or a right one, fresh from Wise. */
export async function typedGrant(kit: Kit, person: Person, attempt: Attempt, code?: string): Promise<Grant> {
  const typed = code ?? (await kit.wise.codeToType(person.atWise));
  kit.codes.add(typed);
  return { ...attempt, code: typed, source: 'typed', redirectUri: kit.options.redirectUri };
}
