// oauth4webapi: the advised settings send client_id.
import * as oauth from 'oauth4webapi';
import { clientId, clientSecret, isAdvised, redirectUri, serve, wise } from './settings.mjs';

const as = { issuer: wise.origin, authorization_endpoint: wise.authorize, token_endpoint: wise.token };
const client = { client_id: clientId };
const options = { [oauth.allowInsecureRequests]: true, ...(isAdvised && { additionalParameters: { client_id: clientId } }) };
const state = oauth.generateRandomState();

serve({
  begin: () => `${wise.authorize}?${new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state })}`,
  async finish(url) {
    const parameters = oauth.validateAuthResponse(as, client, url, state);
    const authentication = oauth.ClientSecretBasic(clientSecret);
    const response = await oauth.authorizationCodeGrantRequest(as, client, authentication, parameters, redirectUri, oauth.nopkce, options);
    return (await oauth.processAuthorizationCodeResponse(as, client, response)).access_token;
  },
});
