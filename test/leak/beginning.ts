/** The answer of `start-url`: an attempt for the client in the query. */
export const beginning = ({ searchParams }: URL, origin: string): Record<string, string | number> => {
  const state = crypto.randomUUID().replaceAll('-', '');
  const query = new URLSearchParams({
    client_id: searchParams.get('client') ?? '',
    redirect_uri: `${origin}/wise-callback.html`,
    state,
  });
  return { attemptId: `a_${state}`, state, authorizeUrl: `https://wise-sandbox.com/oauth/authorize/?${query}`, ttlSeconds: 1800 };
};
