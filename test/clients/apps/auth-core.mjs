// Auth.js (@auth/core), whose redirect URI is /auth/callback/wise: the advised settings add client_id to the token request.
import { createServer } from 'node:http';
import { Auth, customFetch, skipCSRFCheck } from '@auth/core';
import { clientId, clientSecret, isAdvised, linkedText, port, wise } from './settings.mjs';

const origin = `http://localhost:${port}`;
let accessToken;

/** Fetches as Auth.js would, with the client id in each form. */
function withClientId(url, init) {
  if (init?.body instanceof URLSearchParams) init.body.set('client_id', clientId);
  return fetch(url, init);
}

const config = {
  basePath: '/auth',
  secret: 'a secret for tests only',
  trustHost: true,
  skipCSRFCheck,
  providers: [{
    id: 'wise',
    name: 'Wise',
    type: 'oauth',
    clientId,
    clientSecret,
    issuer: wise.origin,
    checks: ['state'],
    authorization: { url: wise.authorize, params: {} },
    token: wise.token,
    userinfo: `${wise.origin}/v2/profiles`,
    profile: ([{ id, fullName }]) => ({ id: String(id), name: fullName }),
    ...(isAdvised && { [customFetch]: withClientId }),
  }],
  callbacks: {
    jwt({ token, account }) {
      accessToken = account?.access_token ?? accessToken;
      return token;
    },
    redirect: () => `${origin}/done`,
  },
  logger: { error() {}, warn() {}, debug() {} },
};

createServer((request, response) => void answered(request, response)).listen(port, '127.0.0.1');

async function answered({ url, headers }, response) {
  if (url === '/done' || url?.startsWith('/auth/error')) return response.end(accessToken ? await linkedText(accessToken) : 'failed');
  const signIn = url === '/start' ? { method: 'POST', body: new URLSearchParams() } : {};
  const target = new URL(url === '/start' ? '/auth/signin/wise' : url, origin);
  const answer = await Auth(new Request(target, { ...signIn, headers: { cookie: headers.cookie ?? '', host: `localhost:${port}` } }), config);
  response.writeHead(answer.status, { 'location': answer.headers.get('location') ?? '', 'set-cookie': answer.headers.getSetCookie() });
  return response.end(await answer.text());
}
