import { openBank } from '../bank/bank.js';
import type { Bank } from '../bank/bank.js';
import { openStorage } from '../bank/storage.js';

const { PORT = '3000', ORIGIN = `http://localhost:${PORT}`, WISE_URL = 'https://api.wise-sandbox.com' } = process.env;
const { WISE_CLIENT_ID = 'bank', WISE_CLIENT_SECRET = 'banksecret' } = process.env;

/** The port of the example. */
export const port = Number(PORT);

/** The bank of the examples: its log-in at `/api/session`, and wise-link behind it. */
export const bank: Bank = await openBank({
  ...(await openStorage(process.env)),
  origin: ORIGIN,
  wise: { environment: 'sandbox', apiUrl: WISE_URL, clientId: WISE_CLIENT_ID, clientSecret: WISE_CLIENT_SECRET },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
});
