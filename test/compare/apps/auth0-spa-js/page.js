import { Auth0Client } from '@auth0/auth0-spa-js';

const client = new Auth0Client({ domain: new URL(authority).host, clientId: 'compare', authorizationParams: { redirect_uri: location.origin } });
startWith(() => client.loginWithPopup().then(() => client.getUser()).then(({ sub }) => sub));
