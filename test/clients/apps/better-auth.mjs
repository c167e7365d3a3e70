// Better Auth, whose redirect URI is /api/auth/callback/wise: the advised settings are HTTP Basic, and client_id.
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { genericOAuth } from 'better-auth/plugins';
import { createServer } from 'node:http';
import { clientId, clientSecret, isAdvised, linkedText, port, wise } from './settings.mjs';

const origin = `http://localhost:${port}`;
let accessToken;

const auth = betterAuth({
  baseURL: origin,
  secret: 'a secret for tests only, and long enough for it',
  database: memoryAdapter({ user: [], session: [], account: [], verification: [] }),
  logger: { disabled: true },
  plugins: [genericOAuth({
    config: [{
      providerId: 'wise',
      clientId,
      clientSecret,
      authorizationUrl: wise.authorize,
      tokenUrl: wise.token,
      ...(isAdvised && { authentication: 'basic', tokenUrlParams: { client_id: clientId } }),
      async getUserInfo(tokens) {
        ({ accessToken } = tokens);
        return { id: '1', email: 'sarah@example.com', name: 'Sarah', emailVerified: true };
      },
    }],
  })],
});
const handle = toNodeHandler(auth);

createServer((request, response) => void answered(request, response)).listen(port, '127.0.0.1');

async function answered(request, response) {
  if (request.url?.startsWith('/done')) return response.end(accessToken ? await linkedText(accessToken) : 'failed');
  if (request.url !== '/start') return handle(request, response);
  const body = { provider: 'wise', callbackURL: `${origin}/done`, errorCallbackURL: `${origin}/done` };
  const { headers, response: { url } } = await auth.api.signInSocial({ body, returnHeaders: true });
  response.writeHead(302, { 'location': url, 'set-cookie': headers.getSetCookie() });
  return response.end();
}
