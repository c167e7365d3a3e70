import { createServer } from 'node:http';
import { createPartner } from '../../src/server/index.js';
import { openStorage } from '../../src/server/environment.js';
import { toNodeListener } from '../../src/server/node-listener.js';

const { PORT = '3000', ORIGIN = `http://localhost:${PORT}`, WISE_URL = 'https://api.wise-sandbox.com' } = process.env;
const { WISE_CLIENT_ID = 'bank', WISE_CLIENT_SECRET = 'banksecret' } = process.env;

const partner = await createPartner({
  ...(await openStorage(process.env)),
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, clientId: WISE_CLIENT_ID, clientSecret: WISE_CLIENT_SECRET },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
});
const wiseLink = toNodeListener(partner);

/** The bank's server with node:http. Paths under /api/ go to the wise-link backend. Run `npx tsx demo/examples/node-http.ts`. */
export const server = createServer((request, response) => {
  if (request.url?.startsWith('/api/')) return wiseLink(request, response);
  response.end('The bank’s own pages');
}).listen(Number(PORT), 'localhost');

server.on('close', () => void partner.close());
