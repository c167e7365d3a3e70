// The servers for one candidate: its pages, and the provider or Wise.
import { brotliCompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { startAuthority, type Manners } from './authority.js';
import { openBank } from './bank.js';
import { Calls } from './calls.js';
import type { Candidate } from './candidates.js';
import { cutAnswer, listen } from './listen.js';
import { pageOf, redirectPageOf } from './shell.js';

/** Running servers. */
export interface Stage {
  candidate: Candidate;
  /** The origin of the pages. */
  url: string;
  /** An origin of another site, whose page at `/portal` has the candidate's page in a frame. */
  portal: string;
  calls: Calls;
  /** The compressed size of every page and script that was sent, by path. */
  sent: Map<string, number>;
  close(): Promise<void>;
}

/** What differs between stages. */
export interface Setting extends Manners {
  /** Whether the product's customers also go to the peers' provider, so that clicks can be compared. Its backend then exchanges nothing. */
  isForFigures?: boolean;
  /** Whether a peer that has a page for frames on other sites uses it. */
  hasRelay?: boolean | undefined;
}

/** A page in a sandbox without its origin loads module scripts only with this. */
const CORS = { 'Access-Control-Allow-Origin': '*' };

const AUTH0_ID_TOKEN_SECONDS = 36_000;

/** Opens the servers for a candidate. */
export async function openStage(candidate: Candidate, { isForFigures = false, hasRelay = false, ...manners }: Setting = {}): Promise<Stage> {
  const { name, scripts, redirectPage } = candidate;
  const calls = new Calls();
  const sent = new Map<string, number>();
  const authority = await startAuthority(calls, manners, name === 'auth0-spa-js' ? AUTH0_ID_TOKEN_SECONDS : undefined);
  const isProduct = name === 'wise-link';
  let isToCut = manners.cutsAnswer ?? false;
  const compressed = (path: string, text: string, type: string, cache = 'no-store'): Response => {
    const body = brotliCompressSync(text);
    sent.set(path, body.length);
    return new Response(body, { headers: { 'Content-Type': type, 'Content-Encoding': 'br', 'Cache-Control': cache, ...CORS } });
  };
  const html = (path: string, text: string): Response => compressed(path, text, 'text/html; charset=utf-8');
  const isCut = (): boolean => {
    const now = isToCut;
    isToCut = false;
    return now;
  };
  const settings = (): Record<string, unknown> => ({ authority: bank?.authorizeUrl ?? authority.url, relay: hasRelay });
  const app = new Hono()
    .get('/', () => html('/', pageOf('/page.js', settings())))
    .get('/empty', () => html('/empty', '<!doctype html><title>Empty</title>'))
    .get('/redirect.html', () => {
      calls.record('redirect');
      return html('/redirect.html', redirectPage ?? redirectPageOf('/redirect.js', settings()));
    })
    .get('/relay.html', () => html('/relay.html', redirectPageOf('/relay.js', settings())))
    .get('/portal', (c) => c.html(`<!doctype html><title>Portal</title><iframe src="${url}/" width="600" height="600" ${c.req.query('attributes') ?? ''}></iframe>`))
    .get('/:script{.+\\.js}', (c) => {
      const script = scripts.get(c.req.path);
      return script === undefined ? c.notFound() : compressed(c.req.path, script, 'text/javascript', 'public, max-age=31536000, immutable');
    })
    .post('/exchange', async (c) => {
      calls.record('exchange');
      const sub = authority.redeem(c.req.query('code') ?? '');
      if (sub === undefined) return c.json({ error: 'invalid_grant' }, 400);
      return isCut() ? cutAnswer() : c.json({ access_token: 'kept-by-the-backend', token_type: 'Bearer', expires_in: 3600, sub });
    })
    .all('/api/wise/:endpoint', async (c) => {
      const isExchange = c.req.param('endpoint') === 'exchange';
      if (isExchange) calls.record('exchange');
      if (isExchange && isForFigures) return c.json({ code: 'unavailable' }, 503);
      const answer = (await bank?.fetch(c.req.raw)) ?? c.notFound();
      return isExchange && isCut() ? cutAnswer() : answer;
    });
  const { port, close } = await listen(app.fetch, 'localhost');
  const url = `http://localhost:${port}`;
  const bank = isProduct ? await openBank(url, manners, isForFigures ? `${authority.url}/authorize` : undefined) : undefined;
  return {
    candidate,
    url,
    portal: `http://portal.localhost:${port}`,
    calls,
    sent,
    close: async () => {
      close();
      authority.close();
      await bank?.close();
    },
  };
}
