// `npm run soak`: an hour in which customers link while backends and PostgreSQL are killed, networks are slow or cut, and clocks jump.
// Two processes of the backend on one real PostgreSQL, with the Wise simulator, on loopback only.
import { parseArgs } from 'node:util';
import { bundle } from '../crash/bundle.js';
import { startPostgres } from '../server/postgres-server.js';
import { record } from '../tools/record.mjs';
import { Bank } from './bank.js';
import { report } from './report.js';
import { soak } from './soak.js';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, attempts: { type: 'string', default: '50000' } } });
const minutes = Number(values.minutes);
const attempts = Number(values.attempts);
if (!(minutes > 0) || !(attempts > 0)) throw new Error('--minutes and --attempts take a number above 0.');

const PASSED = { result: 'passed' } as const;
const FAILED = { result: 'failed' } as const;

const start = performance.now();
const bank = await Bank.open(await startPostgres(), await bundle('soak', [], '../soak/backend'));
const result = await soak(bank, { milliseconds: minutes * 60_000, attempts });
const seconds = Math.round((performance.now() - start) / 1000);
process.stdout.write(`${report(result, seconds)}\n`);
record({
  name: 'soak',
  seconds,
  tests: [...Array.from({ length: result.attempts }, () => PASSED), ...result.faults.map(() => FAILED)],
  error: undefined,
  details: { attempts: result.attempts, faults: [...result.happened.values()].reduce((sum, count) => sum + count, 0), 'longest wait in seconds': Math.round(result.longestWait) },
});
process.exitCode = result.faults.length > 0 || result.attempts === 0 ? 1 : 0;
