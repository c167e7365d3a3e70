import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createPartner } from '../../src/server/index.js';
import { openStorage } from '../../src/server/environment.js';

const { PORT = '3000', ORIGIN = `http://localhost:${PORT}`, WISE_URL = 'https://api.wise-sandbox.com' } = process.env;
const { WISE_CLIENT_ID = 'bank', WISE_CLIENT_SECRET = 'banksecret' } = process.env;

const partner = await createPartner({
  ...(await openStorage(process.env)),
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, clientId: WISE_CLIENT_ID, clientSecret: WISE_CLIENT_SECRET },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
});

const app = new Hono();
// Not with `mount`, which removes the path prefix.
app.all('/api/*', ({ req }) => partner.fetch(req.raw));
app.get('/', (c) => c.text('The bank’s own pages'));

/** The bank's server with Hono. Run `npx tsx demo/examples/hono.ts`. */
export const server = serve({ fetch: app.fetch, port: Number(PORT), hostname: 'localhost' });

server.on('close', () => void partner.close());
