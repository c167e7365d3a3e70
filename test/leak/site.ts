import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundled } from '../support/bundled.js';
import { beginning } from './beginning.js';
import { LINKED } from './ways.js';

/** The site of the leak check: one page with the built element, and endpoints with one answer each. */
export async function startSite(): Promise<{ url: string; close: () => void }> {
  const script = await bundled(fileURLToPath(new URL('page.ts', import.meta.url)), 'leakCheck');
  const answers: Record<string, [status: number, type: string, body: string]> = {
    '/': [200, 'text/html', '<!doctype html><html lang="en"><title>Leak check</title><link rel="icon" href="data:,"><body><script src="/page.js"></script>'],
    '/page.js': [200, 'text/javascript', script],
    '/api/wise/exchange': [200, 'application/json', JSON.stringify(LINKED)],
    '/api/wise/nothing': [200, 'application/json', '{}'],
    '/api/wise/busy': [503, 'application/json', JSON.stringify({ code: 'wise_unavailable', retryable: true, retryAfterSeconds: 30 })],
    '/api/wise/status': [200, 'application/json', '{"status":"none"}'],
    '/api/wise/email': [202, 'application/json', JSON.stringify({ sentTo: 's•••@e•••.com' })],
  };
  const server = createServer((request, response) => {
    request.resume();
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname === '/api/wise/never') return;
    const [status, type, body] = dynamic(url, origin) ?? answers[url.pathname] ?? [404, 'text/plain', ''];
    response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8` }).end(body);
  });
  await once(server.listen(0, 'localhost'), 'listening');
  return {
    url: `http://localhost:${portOf(server)}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The answers that depend on the query. */
function dynamic(url: URL, origin: string): [status: number, type: string, body: string] | undefined {
  if (url.pathname === '/api/wise/start') return [201, 'application/json', JSON.stringify(beginning(url, origin))];
  if (url.pathname === '/api/wise/status' && url.search) return [200, 'application/json', JSON.stringify(LINKED)];
  return undefined;
}

function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
