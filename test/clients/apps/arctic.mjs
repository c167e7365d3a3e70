// Arctic: it has no setting that sends client_id beside HTTP Basic.
import { OAuth2Client } from 'arctic';
import { clientId, clientSecret, redirectUri, serve, wise } from './settings.mjs';

const client = new OAuth2Client(clientId, clientSecret, redirectUri);

serve({
  begin: () => client.createAuthorizationURL(wise.authorize, 's', []),
  finish: async ({ searchParams }) => (await client.validateAuthorizationCode(wise.token, searchParams.get('code'), null)).accessToken(),
});
