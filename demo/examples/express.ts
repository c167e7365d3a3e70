import express from 'express';
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

const app = express();
// Before `express.json()`, which would consume the body; and with `all`, because `use` removes the path prefix.
app.all('/api/*path', toNodeListener(partner));
app.use(express.json());
app.get('/', (_, response) => void response.send('The bank’s own pages'));

/** The bank's server with Express. Run `npx tsx demo/examples/express.ts`. */
export const server = app.listen(Number(PORT), 'localhost');

server.on('close', () => void partner.close());
