import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { LINKED } from './ways.js';

/** The site of the check: one page with the element as it is shipped, and endpoints that always answer well. */
export async function startSite(): Promise<{ url: string; close: () => void }> {
  const script = await builtPage();
  const answers: Record<string, [status: number, type: string, body: string]> = {
    '/': [200, 'text/html', '<!doctype html><html lang="en"><title>Leak check</title><link rel="icon" href="data:,"><body><script src="/page.js"></script>'],
    '/page.js': [200, 'text/javascript', script],
    '/api/wise/exchange': [200, 'application/json', JSON.stringify(LINKED)],
    '/api/wise/email': [202, 'application/json', JSON.stringify({ sentTo: 's•••@e•••.com' })],
  };
  const server = createServer((request, response) => {
    const [status, type, body] = answers[request.url ?? ''] ?? [404, 'text/plain', ''];
    request.resume();
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

function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}

async function builtPage(): Promise<string> {
  const entry = fileURLToPath(new URL('page.ts', import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'leakCheck' } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was not built`);
  return chunk.code;
}
