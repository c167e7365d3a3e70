import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBank } from '../../demo/bank/bank.js';
import { toNodeListener } from '../../demo/bank/node-listener.js';
import { migrate } from '../../src/server/migrate.js';
import { pglite } from '../../src/server/pglite.js';
import { postgres } from '../../src/server/postgres.js';
import { TestClock } from '../server/clock.js';
import { CrashSwitch } from './moment.js';
import { crashingDatabase, crashingFetch } from './crashing.js';
import type { Order } from './order.js';

// Runs a bank's backend as a child process that can kill itself at a given moment. The product code is unchanged: wrappers
// around the database and `fetch` do it.
const { ORIGIN = '', WISE_URL = '', DATABASE = '', KEY = '' } = process.env;
const crashSwitch = new CrashSwitch();
const database = DATABASE.startsWith('postgres:')
  ? await postgres({ connectionString: DATABASE })
  : await pglite(DATABASE === 'memory://' ? {} : { folder: DATABASE });
const clock = new TestClock(database);
await migrate(database);
await clock.install();
let offset = 0;

const bank = await openBank({
  database: crashingDatabase(clock.before(database), crashSwitch),
  keys: [{ id: 'crash', secret: KEY }],
  clock: () => new Date(Date.now() + offset * 1000),
  origin: ORIGIN,
  wise: {
    environment: 'sandbox',
    apiUrl: WISE_URL,
    authorizeUrl: `${WISE_URL}/oauth/authorize/`,
    clientId: 'bank',
    clientSecret: 'banksecret',
    fetch: crashingFetch(fetch, crashSwitch),
  },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
  // The same customer is used for all rows.
  limits: { mismatchesPerDay: Infinity, startsPerHour: 1_000_000 },
});

process.on('message', ({ id, crash, offsetSeconds, sql, customer }: Order & { id: number }) => {
  const execute = async (): Promise<unknown> => {
    if (crash !== undefined) crashSwitch.arm(crash);
    if (offsetSeconds !== undefined) clock.run((offset = offsetSeconds));
    if (customer !== undefined) return bank.wiseLink.accessToken(customer);
    return sql === undefined ? null : (await database.query(sql)).rows;
  };
  execute().then(
    (done) => process.send?.({ id, done }),
    (error: unknown) => process.send?.({ id, failed: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer(toNodeListener(crashingFetch(bank.fetch, crashSwitch, 'request'))).listen(0, '127.0.0.1', () => {
  process.send?.({ id: 0, done: (server.address() as AddressInfo).port });
});
