import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { createPartner, openPostgres } from '../../src/server/index.js';
import { toNodeListener } from '../../src/server/node-listener.js';
import { Death } from './moment.js';
import { mortalDatabase, mortalFetch, mortalPartner } from './mortal.js';
import type { Order } from './order.js';

// A bank's backend as a process of its own, that can be told when to die. The product's code knows nothing of that: the
// database, the `fetch` and the listener that it is given do.
const { ORIGIN = '', WISE_URL = '', DATABASE = '', KEY = '' } = process.env;
const death = new Death();
const database = DATABASE.startsWith('postgres:') ? await openPostgres(DATABASE) : await PGlite.create(DATABASE);
globalThis.fetch = mortalFetch(globalThis.fetch, death);
let aheadSeconds = 0;

const partner = await createPartner({
  database: mortalDatabase(database, death),
  encryptionKey: { id: 'crash', secret: KEY },
  origin: ORIGIN,
  wise: { apiUrl: WISE_URL, authorizeUrl: `${WISE_URL}/oauth/authorize/`, clientId: 'bank', clientSecret: 'bank-secret' },
  redirectUris: [`${ORIGIN}/wise-callback.html`],
  clock: () => new Date(Date.now() + aheadSeconds * 1000),
  log: (entry) => void process.stdout.write(`${JSON.stringify(entry)}\n`),
  // One customer plays all rows.
  limits: { mismatchesPerDay: Infinity, startsPerHour: 1_000_000 },
});

process.on('message', ({ id, die, ahead, sql, customer }: Order & { id: number }) => {
  const obey = async (): Promise<unknown> => {
    if (die !== undefined) death.awaitMoment(die);
    if (ahead !== undefined) aheadSeconds = ahead;
    if (customer !== undefined) return partner.accessToken(customer);
    return sql === undefined ? null : (await database.query(sql)).rows;
  };
  obey().then(
    (done) => process.send?.({ id, done }),
    (error: unknown) => process.send?.({ id, failed: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
const server = createServer(toNodeListener(mortalPartner(partner, death))).listen(0, '127.0.0.1', () => {
  process.send?.({ id: 0, done: (server.address() as AddressInfo).port });
});
