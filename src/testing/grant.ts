/** The parameters of a successful authorization response. */
export interface Grant {
  /** The authorization code. `G2s8EJ` by default. */
  code?: string;
  /** The id of the profile that the customer chose. None by default. */
  profileId?: string;
}

/** The authorization response if the customer gives access: the URL that Wise redirects to. */
export const successResponse = (request: URL, { code = 'G2s8EJ', profileId }: Grant = {}): URL => responseTo(request, { code, ...(profileId && { profileId }) });

/** The authorization response if the customer declines (RFC 6749 §4.1.2.1). */
export const declinedResponse = (request: URL): URL => responseTo(request, { error: 'access_denied' });

function responseTo({ searchParams }: URL, parameters: Record<string, string>): URL {
  const url = new URL(searchParams.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries({ ...parameters, state: searchParams.get('state') ?? '' })) url.searchParams.set(name, value);
  return url;
}
