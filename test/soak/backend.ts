// A bank's backend as a child process of the soak test. A customer's cookie is their id.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWiseLink } from '../../src/server/index.js';
import { postgres } from '../../src/server/postgres.js';
import type { Order } from '../crash/order.js';
import { customerOf } from './customers.js';
import { shiftClock } from './shift-clock.js';

const { ORIGIN = '', WISE_URL = '', DATABASE = '', KEY = '' } = process.env;
const database = await postgres({ connectionString: DATABASE });
const wiseLink = await createWiseLink({
  origin: ORIGIN,
  wise: { environment: 'sandbox', apiUrl: WISE_URL, authorizeUrl: `${WISE_URL}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  database,
  keys: [{ id: 'soak', secret: KEY }],
  session({ headers }) {
    const customer = customerOf(headers.get('Cookie') ?? '');
    return customer && { sessionId: `session of ${customer.id}`, customer };
  },
  // Each customer makes thousands of attempts.
  limits: { mismatchesPerDay: Infinity, startsPerHour: 1_000_000, wrongCodesPerDay: 1_000_000 },
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
});

process.on('message', ({ id, offsetSeconds, sql, customer }: Order & { id: number }) => {
  const execute = async (): Promise<unknown> => {
    if (offsetSeconds !== undefined) shiftClock(offsetSeconds);
    if (customer !== undefined) return wiseLink.accessToken(customer);
    return sql === undefined ? null : (await database.query(sql)).rows;
  };
  execute().then(
    (done) => process.send?.({ id, done }),
    (error: unknown) => process.send?.({ id, failed: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer((request, response) => wiseLink.node(request, response)).listen(0, '127.0.0.1', () => {
  process.send?.({ id: 0, done: (server.address() as AddressInfo).port });
});
