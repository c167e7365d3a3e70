import { createServer } from 'node:http';
import { createWiseLink } from 'wise-link/server';
import { postgres } from 'wise-link/server/postgres';
import { customerOf, KEY, ORIGIN, REDIRECT_URI } from './setup.js';
import { ready } from './child.js';

// `wise-link/server` as a partner mounts it, without hooks, with a session that needs no statement.
const { WISE_URL = '', DATABASE_URL = '', PREPARE } = process.env;
const wiseLink = await createWiseLink({
  origin: ORIGIN,
  wise: { environment: 'sandbox', apiUrl: WISE_URL, clientId: 'bank', clientSecret: 'secret' },
  redirectUris: [REDIRECT_URI],
  database: await postgres({ connectionString: DATABASE_URL, prepare: PREPARE !== 'no' }),
  keys: [KEY],
  session: ({ headers }) => ({ sessionId: headers.get('Cookie') ?? '', customer: customerOf(headers.get('Cookie') ?? '') }),
});
ready(createServer((request, response) => wiseLink.node(request, response)));
