import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBank } from '../../demo/bank/bank.js';
import { toNodeListener } from '../../demo/bank/node-listener.js';
import { openStorage } from '../../demo/bank/storage.js';

// Runs a bank's backend as a child process. It sends its port to the parent, and answers each customer id with an access token.
const { ORIGIN = '', WISE_URL = '' } = process.env;
const bank = await openBank({
  ...(await openStorage(process.env)),
  origin: ORIGIN,
  wise: { environment: 'sandbox', apiUrl: WISE_URL, authorizeUrl: `${WISE_URL}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  // Longer than any token lasts, so that a refresh is due after half the token's lifetime.
  limits: { refreshAheadSeconds: Infinity },
});
process.on('message', (customerId) => {
  bank.wiseLink.accessToken(String(customerId)).then(
    (token) => process.send?.({ token }),
    (error: unknown) => process.send?.({ token: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer(toNodeListener(bank.fetch)).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
