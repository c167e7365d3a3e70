import { createServer } from 'node:http';
import { createPartner, openPostgres } from 'earlier-build/index.js';
import { toNodeListener } from 'earlier-build/node-listener.js';
import { ready } from './child.js';
import { KEY, ORIGIN, REDIRECT_URI } from './setup.js';

// The backend as it was in the demo, before it was `wise-link/server`. Its sessions are rows of its own.
const { WISE_URL = '', DATABASE_URL = '' } = process.env;
const partner = await createPartner({
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, clientId: 'bank', clientSecret: 'secret' },
  redirectUris: [REDIRECT_URI],
  database: await openPostgres(DATABASE_URL),
  encryptionKey: KEY,
});
ready(createServer(toNodeListener(partner)));
