// A bank with the reference backend, for the example tests.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createPartner } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/node-listener.js';
import { BANK, WISE } from './places.js';

/** The bank's page, and two files of the package. */
const FILES: Record<string, readonly [type: string, url: string]> = {
  '/': ['text/html', new URL('index.html', import.meta.url).href],
  '/wise-link.js': ['text/javascript', import.meta.resolve('wise-link/cdn/wise-link.js')],
  '/wise-callback.html': ['text/html', import.meta.resolve('wise-link/callback.html')],
};

const backend = toNodeListener(
  await createPartner({
    origin: BANK,
    wise: { apiUrl: WISE, authorizeUrl: `${WISE}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
    redirectUris: [`${BANK}/wise-callback.html`],
    // All tests use the same customer, and must not wait between e-mails.
    limits: { emailPauseSeconds: 0 },
  }),
);

createServer((request, response) => {
  if (request.url?.startsWith('/api/')) return backend(request, response);
  const [type, url] = FILES[new URL(request.url ?? '/', BANK).pathname] ?? [];
  if (!url) return response.writeHead(404).end();
  readFile(new URL(url), 'utf8').then(
    (text) => response.setHeader('Content-Type', `${type}; charset=utf-8`).end(text.replace('__ORIGIN__', BANK).replace('__WISE__', WISE)),
    () => response.writeHead(500).end(),
  );
}).listen(Number(new URL(BANK).port), 'localhost');
