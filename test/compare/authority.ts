// A small OpenID provider for the peers, on https because two of them accept nothing else.
import { createHash, randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Calls } from './calls.js';
import { cutAnswer, listen } from './listen.js';

/** How the provider behaves. */
export interface Manners {
  /** Whether its pages isolate themselves (COOP). */
  isIsolated?: boolean | undefined;
  /** Whether the first answer of the token endpoint is lost on its way. */
  cutsAnswer?: boolean | undefined;
}

/** A running provider. */
export interface Authority {
  url: string;
  /** Exchanges a code for the user's id, as a backend does. Undefined if the code is not valid. */
  redeem(code: string): string | undefined;
  close(): void;
}

/** The lifetime of an ID token in seconds, as of oidc-provider and Entra. */
const ID_TOKEN_SECONDS = 3600;
const USER = 'sarah';

const { privateKey, publicKey } = await generateKeyPair('RS256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };

/** Starts a provider. `idTokenSeconds`: Auth0 issues ID tokens for ten hours. */
export async function startAuthority(calls: Calls, { isIsolated, cutsAnswer }: Manners, idTokenSeconds = ID_TOKEN_SECONDS): Promise<Authority> {
  const requests = new Map<string, URLSearchParams>();
  const codes = new Map<string, URLSearchParams>();
  let isToCut = cutsAnswer ?? false;
  const take = (code: string): URLSearchParams | undefined => {
    const request = codes.get(code);
    codes.delete(code);
    return request;
  };
  const app = new Hono()
    .use(cors())
    .get('/.well-known/openid-configuration', (c) => c.json(metadata(url)))
    .get('/jwks', (c) => c.json({ keys: [jwk] }))
    .get('/authorize', (c) => {
      calls.record('authorize');
      const id = randomUUID();
      requests.set(id, new URL(c.req.url).searchParams);
      const form = `<form action="/consent"><input type="hidden" name="request" value="${id}"><button>Give access</button></form>`;
      return c.html(page(form), 200, isIsolated ? { 'Cross-Origin-Opener-Policy': 'same-origin' } : {});
    })
    .get('/consent', (c) => {
      const request = requests.get(c.req.query('request') ?? '');
      if (!request) return c.html(page('Unknown request'), 400);
      const response = { code: randomUUID(), state: request.get('state') ?? '' };
      codes.set(response.code, request);
      const target = new URL(request.get('redirect_uri') ?? '');
      if (request.get('response_mode') === 'web_message') {
        calls.record('redirect');
        return c.html(page(`<script>opener.postMessage(${JSON.stringify({ type: 'authorization_response', response })}, ${JSON.stringify(target.origin)})</script>`));
      }
      const query = new URLSearchParams(response).toString();
      target[request.get('response_mode') === 'fragment' ? 'hash' : 'search'] = query;
      return c.redirect(target.href);
    })
    .post('/:path{token|oauth/token}', async (c) => {
      calls.record('exchange');
      const form = new URLSearchParams(await c.req.text());
      const request = take(form.get('code') ?? '');
      const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
      if (!request || (request.has('code_challenge') && request.get('code_challenge') !== challenge)) return c.json({ error: 'invalid_grant' }, 400);
      if (isToCut) {
        isToCut = false;
        return cutAnswer();
      }
      const nonce = request.get('nonce');
      const idToken = await new SignJWT({ sub: USER, ...(nonce !== null && { nonce }) })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(`${url}/`)
        .setAudience(request.get('client_id') ?? '')
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + idTokenSeconds)
        .sign(privateKey);
      return c.json({ access_token: randomUUID(), token_type: 'Bearer', expires_in: 3600, scope: 'openid profile email', id_token: idToken });
    });
  const { port, close } = await listen(app.fetch, '127.0.0.1', true);
  const url = `https://127.0.0.1:${port}`;
  return { url, redeem: (code) => take(code) && USER, close };
}

const page = (body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Provider</title><body>${body}</body></html>`;

const metadata = (url: string): object => ({
  issuer: `${url}/`,
  authorization_endpoint: `${url}/authorize`,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/jwks`,
  response_types_supported: ['code'],
  response_modes_supported: ['query', 'fragment', 'web_message'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
});
