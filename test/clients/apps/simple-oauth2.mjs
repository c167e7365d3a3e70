// simple-oauth2: the advised settings send client_id, and the credentials as they are.
import { AuthorizationCode } from 'simple-oauth2';
import { clientId, clientSecret, isAdvised, redirectUri, serve, wise } from './settings.mjs';

const client = new AuthorizationCode({
  client: { id: clientId, secret: clientSecret },
  auth: { tokenHost: wise.origin, tokenPath: '/oauth/token', authorizeHost: wise.origin, authorizePath: '/oauth/authorize/' },
  ...(isAdvised && { options: { credentialsEncodingMode: 'loose' } }),
});

serve({
  begin: () => client.authorizeURL({ redirect_uri: redirectUri, state: 's' }),
  async finish({ searchParams }) {
    const advised = isAdvised ? { client_id: clientId } : {};
    const { token } = await client.getToken({ code: searchParams.get('code'), redirect_uri: redirectUri, ...advised });
    return token.access_token;
  },
});
