// An answer of a later version of Wise.
type Answered = Record<string, unknown>;

/** The profiles of `GET /v2/profiles` with a state, a field and a type that Wise's documentation does not have. */
export function withNewValues(profiles: readonly Answered[]): Answered[] {
  const changed = profiles.map((profile) => ({ ...profile, currentState: 'ON_HOLD', plan: 'PLUS' }));
  const [{ userId } = {}] = profiles;
  return [...changed, { type: 'TRUST', id: 90000001, userId, fullName: 'The Example Trust', currentState: 'VISIBLE' }];
}
