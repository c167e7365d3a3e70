import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStorage } from '../../src/server/environment.js';
import { createPartner } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/node-listener.js';

// A bank's backend as a process of its own. It tells its parent its port, and, when asked, a customer's access token.
const { ORIGIN = '', WISE_URL = '' } = process.env;
const partner = await createPartner({
  ...(await openStorage(process.env)),
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, authorizeUrl: `${WISE_URL}/oauth/authorize/`, clientId: 'bank', clientSecret: 'bank-secret' },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  // Always half of a token's life, so that a test need not wait for hours.
  limits: { refreshAheadSeconds: Infinity },
});
process.on('message', (customerId) => {
  partner.accessToken(String(customerId)).then(
    (token) => process.send?.({ token }),
    (error: unknown) => process.send?.({ token: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer(toNodeListener(partner)).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});
