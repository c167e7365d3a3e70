import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../server/postgres-server.js';
import { Attempts } from './attempts.js';
import { bundle } from './bundle.js';
import { start } from './child.js';
import type { Child } from './child.js';
import { EARLIER } from './earlier-customers.js';
import { measure } from './load.js';
import type { Measured } from './load.js';
import { addRows } from './rows.js';
import { spread } from './spread.js';

// `npm run bench:server`: exchanges per second and processor time per exchange of the backend, beside a bare server that does the same
// number of statements, transactions and calls. `--before DIR` adds an earlier build, which is in the folder DIR with its sources: one
// from the time when the backend was in `demo/partner`. `--rows` measures the backend on tables of 1,000 to 1,000,000 rows instead.
const { values } = parseArgs({
  options: {
    rows: { type: 'boolean', default: false },
    before: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    exchanges: { type: 'string', default: '400' },
  },
});
const before = values.before === undefined ? undefined : resolve(values.before);

/** A server, and the attempts whose codes it exchanges. */
interface Measurable {
  name: string;
  child: Child;
  attempts: Attempts;
}

const print = (line: string): unknown => process.stdout.write(`${line}\n`);
const rounds = Number(values.rounds);
const exchanges = Number(values.exchanges);
const LEVELS = [1, 8, 32];
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

const server = await startPostgres();
const DATABASE_URL = await server.newDatabase();
const pools: pg.Pool[] = [];
const pool = openPool(DATABASE_URL);
const folder = await bundle(before);
const wise = await start(`${folder}/fake-wise.js`, {});
const attempts = await Attempts.open(pool);
const bare = await startServer('bare', 'bare.js');
const backend = await startServer('backend', 'backend.js');
const servers = [
  bare,
  await startServer('bare, a connection for each code', 'bare.js', { CONNECTIONS: 'own' }),
  backend,
  await startServer('backend, prepare: false', 'backend.js', { PREPARE: 'no' }),
];
if (before !== undefined) servers.push(await startEarlier());

try {
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  print(`Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}, ${cpus().length} processors (${cpus()[0]?.model})`);
  print(`Load of the machine before: ${loadavg()[0]?.toFixed(1)}`);
  print(`Median (quartiles) of ${rounds} rounds of ${exchanges} exchanges each\n`);
  for (const one of servers) await run(one, 8);
  await (values.rows ? measureRows() : compare());
  print(`\nLoad of the machine after: ${loadavg()[0]?.toFixed(1)}`);
} finally {
  await Promise.all([...servers.map(({ child }) => child), wise].map((child) => child.stop()));
  await Promise.all(pools.map((one) => one.end()));
  await server.stop();
}

async function startServer(name: string, file: string, env: Record<string, string> = {}): Promise<Measurable> {
  return { name, child: await start(`${folder}/${file}`, { DATABASE_URL, WISE_URL: wise.url, ...env }), attempts };
}

/** The earlier build, with a database of its own. */
async function startEarlier(): Promise<Measurable> {
  const url = await server.newDatabase();
  return { ...(await startServer('earlier build', 'earlier.js', { DATABASE_URL: url })), attempts: await Attempts.open(openPool(url), EARLIER) };
}

function openPool(connectionString: string): pg.Pool {
  const opened = new pg.Pool({ connectionString });
  // The server ends connections that are still closing.
  opened.on('error', () => {});
  pools.push(opened);
  return opened;
}

async function run({ child, attempts }: Measurable, atOnce: number): Promise<Measured> {
  return measure(child, await attempts.prepare(exchanges), atOnce);
}

/** All servers in turn, the order by lot, so that a busy moment of the machine hits each. */
async function compare(): Promise<void> {
  print('| at once | server | exchanges/s | median ms | CPU ms | ÷ bare: exchanges/s | ÷ bare: CPU |');
  print('|---|---|---|---|---|---|---|');
  for (const atOnce of LEVELS) {
    const found = new Map<Measurable, Measured[]>(servers.map((one) => [one, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const one of shuffled()) found.get(one)?.push(await run(one, atOnce));
    }
    for (const [one, measured] of found) print(rowOf(`${atOnce} | ${one.name}`, measured, found.get(bare) ?? []));
  }
}

function shuffled(): Measurable[] {
  return servers.map((one) => [Math.random(), one] as const).toSorted(([a], [b]) => a - b).map(([, one]) => one);
}

/** The backend on tables that grow. */
async function measureRows(): Promise<void> {
  print('| rows in each table | at once | exchanges/s | median ms | CPU ms |');
  print('|---|---|---|---|---|');
  let have = 0;
  for (const size of SIZES) {
    await addRows(pool, have + 1, size);
    have = size;
    for (const atOnce of [1, 8]) {
      const found: Measured[] = [];
      for (let round = 0; round < rounds; round += 1) found.push(await run(backend, atOnce));
      print(rowOf(`${size.toLocaleString('en')} | ${atOnce}`, found));
    }
  }
}

function rowOf(head: string, found: Measured[], bare?: Measured[]): string {
  const list = (name: keyof Measured): number[] => found.map((one) => one[name]);
  const ratio = (name: keyof Measured): string => spread(found.map((one, round) => one[name] / (bare?.[round]?.[name] ?? NaN)), 2);
  const cells = [head, spread(list('perSecond'), 0), spread(list('medianMs'), 1), spread(list('cpuMs'), 2)];
  return `| ${[...cells, ...(bare === undefined ? [] : [ratio('perSecond'), ratio('cpuMs')])].join(' | ')} |`;
}
