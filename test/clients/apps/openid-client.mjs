// openid-client: the advised settings send the credentials as HTTP Basic, and client_id.
import * as client from 'openid-client';
import { clientId, clientSecret, isAdvised, redirectUri, serve, wise } from './settings.mjs';

const server = { issuer: wise.origin, authorization_endpoint: wise.authorize, token_endpoint: wise.token };
const config = isAdvised
  ? new client.Configuration(server, clientId, undefined, client.ClientSecretBasic(clientSecret))
  : new client.Configuration(server, clientId, clientSecret);
client.allowInsecureRequests(config);
const state = client.randomState();

serve({
  begin: () => client.buildAuthorizationUrl(config, { redirect_uri: redirectUri, state }),
  finish: async (url) =>
    (await client.authorizationCodeGrant(config, url, { expectedState: state }, isAdvised ? { client_id: clientId } : {})).access_token,
});
