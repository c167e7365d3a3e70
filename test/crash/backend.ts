import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { createPartner, openPostgres } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/node-listener.js';
import { CrashSwitch } from './moment.js';
import { crashingDatabase, crashingFetch, crashingPartner } from './crashing.js';
import type { Order } from './order.js';

// Runs a bank's backend as a child process that can kill itself at a given moment. The product code is unchanged: wrappers
// around the database, `fetch` and the listener do it.
const { ORIGIN = '', WISE_URL = '', DATABASE = '', KEY = '' } = process.env;
const crashSwitch = new CrashSwitch();
const database = DATABASE.startsWith('postgres:') ? await openPostgres(DATABASE) : await PGlite.create(DATABASE);
globalThis.fetch = crashingFetch(globalThis.fetch, crashSwitch);
let clockOffsetSeconds = 0;

const partner = await createPartner({
  database: crashingDatabase(database, crashSwitch),
  encryptionKey: { id: 'crash', secret: KEY },
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, authorizeUrl: `${WISE_URL}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  clock: () => new Date(Date.now() + clockOffsetSeconds * 1000),
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
  // The same customer is used for all rows.
  limits: { mismatchesPerDay: Infinity, startsPerHour: 1_000_000 },
});

process.on('message', ({ id, crash, offsetSeconds, sql, customer }: Order & { id: number }) => {
  const execute = async (): Promise<unknown> => {
    if (crash !== undefined) crashSwitch.arm(crash);
    if (offsetSeconds !== undefined) clockOffsetSeconds = offsetSeconds;
    if (customer !== undefined) return partner.accessToken(customer);
    return sql === undefined ? null : (await database.query(sql)).rows;
  };
  execute().then(
    (done) => process.send?.({ id, done }),
    (error: unknown) => process.send?.({ id, failed: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer(toNodeListener(crashingPartner(partner, crashSwitch))).listen(0, '127.0.0.1', () => {
  process.send?.({ id: 0, done: (server.address() as AddressInfo).port });
});
