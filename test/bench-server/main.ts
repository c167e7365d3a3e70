import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startPostgres } from '../server/postgres-server.js';
import { Attempts } from './attempts.js';
import { bundle } from './bundle.js';
import { start } from './child.js';
import type { Child } from './child.js';
import { measure } from './load.js';
import type { Measured } from './load.js';
import { addRows } from './rows.js';
import { spread } from './spread.js';

// `npm run bench:server`: exchanges per second and processor time per exchange of the backend, beside a bare server that does the same
// number of statements, transactions and calls. `--rows` measures the backend on tables of 1,000 to 1,000,000 rows instead.
const { values } = parseArgs({ options: { rows: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, exchanges: { type: 'string', default: '400' } } });
const print = (line: string): unknown => process.stdout.write(`${line}\n`);
const rounds = Number(values.rounds);
const exchanges = Number(values.exchanges);
const LEVELS = [1, 8, 32];
const SIZES = [1_000, 10_000, 100_000, 1_000_000];

const server = await startPostgres();
const DATABASE_URL = await server.newDatabase();
const pool = new pg.Pool({ connectionString: DATABASE_URL });
const folder = await bundle();
const wise = await start(`${folder}/fake-wise.js`, {});
const env = { DATABASE_URL, WISE_URL: wise.url };
const children = {
  bare: await start(`${folder}/bare.js`, env),
  backend: await start(`${folder}/backend.js`, env),
  'backend, prepare: false': await start(`${folder}/backend.js`, { ...env, PREPARE: 'no' }),
};
type Name = keyof typeof children;
const NAMES = Object.keys(children) as Name[];
const attempts = await Attempts.open(pool);

try {
  const { rows } = await pool.query<{ server_version: string }>('show server_version');
  print(`Node ${process.versions.node}, PostgreSQL ${rows[0]?.server_version}, ${cpus().length} processors (${cpus()[0]?.model})`);
  print(`Median (quartiles) of ${rounds} rounds of ${exchanges} exchanges each\n`);
  for (const child of Object.values(children)) await run(child, 8);
  await (values.rows ? measureRows() : compare());
} finally {
  await Promise.all([...Object.values(children), wise].map((child) => child.stop()));
  await pool.end();
  await server.stop();
}

async function run(child: Child, atOnce: number): Promise<Measured> {
  return measure(child, await attempts.prepare(exchanges), atOnce);
}

/** All servers in turn, the order by lot, so that a busy moment of the machine hits each. */
async function compare(): Promise<void> {
  print('| at once | server | exchanges/s | median ms | CPU ms | ÷ bare: exchanges/s | ÷ bare: CPU |');
  print('|---|---|---|---|---|---|---|');
  for (const atOnce of LEVELS) {
    const found: Record<Name, Measured[]> = { 'bare': [], 'backend': [], 'backend, prepare: false': [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of shuffled()) found[name].push(await run(children[name], atOnce));
    }
    for (const name of NAMES) print(rowOf(`${atOnce} | ${name}`, found[name], found.bare));
  }
}

function shuffled(): Name[] {
  return NAMES.map((name) => [Math.random(), name] as const).toSorted(([a], [b]) => a - b).map(([, name]) => name);
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
      for (let round = 0; round < rounds; round += 1) found.push(await run(children.backend, atOnce));
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
