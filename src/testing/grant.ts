/** What Wise sends back with a customer who has given access. */
export interface Grant {
  /** The authorization code; `G2s8EJ` by default. */
  code?: string;
  /** The id of the profile that he chose; none by default. */
  profileId?: string;
}

/** The answer to an authorization request: where Wise sends a customer who gives access. */
export const givenAt = (request: URL, { code = 'G2s8EJ', profileId }: Grant = {}): URL => answerTo(request, { code, ...(profileId && { profileId }) });

/** The answer to an authorization request: where a customer who gives no access comes back (RFC 6749 §4.1.2.1). */
export const declinedAt = (request: URL): URL => answerTo(request, { error: 'access_denied' });

function answerTo({ searchParams }: URL, answer: Record<string, string>): URL {
  const url = new URL(searchParams.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ ...answer, state: searchParams.get('state') ?? '' })) url.searchParams.set(name, value);
  return url;
}
