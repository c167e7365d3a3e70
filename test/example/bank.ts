// A bank with the demo's log-in and wise-link, for the example tests.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { openBank } from '../../demo/bank/bank.js';
import { toNodeListener } from '../../demo/bank/node-listener.js';
import { openStorage } from '../../demo/bank/storage.js';
import { BANK, WISE } from './places.js';

/** The bank's page, and two files of the package. */
const FILES: Record<string, readonly [type: string, url: string]> = {
  '/': ['text/html', new URL('index.html', import.meta.url).href],
  '/wise-link.js': ['text/javascript', import.meta.resolve('wise-link/cdn/wise-link.js')],
  '/wise-callback.html': ['text/html', import.meta.resolve('wise-link/callback.html')],
};

const bank = await openBank({
  ...(await openStorage({})),
  origin: BANK,
  wise: { environment: 'sandbox', apiUrl: WISE, authorizeUrl: `${WISE}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
  redirectUris: [`${BANK}/wise-callback.html`],
  // All tests use the same customer, and must not wait between emails.
  limits: { emailPauseSeconds: 0 },
});
const backend = toNodeListener(bank.fetch);

createServer((request, response) => {
  if (request.url?.startsWith('/api/')) return backend(request, response);
  const [type, url] = FILES[new URL(request.url ?? '/', BANK).pathname] ?? [];
  if (!url) return response.writeHead(404).end();
  readFile(new URL(url), 'utf8').then(
    (text) => response.setHeader('Content-Type', `${type}; charset=utf-8`).end(text.replace('__ORIGIN__', BANK).replace('__WISE__', WISE)),
    () => response.writeHead(500).end(),
  );
}).listen(Number(new URL(BANK).port), 'localhost');
