/** `npx wise-link-server`: the backend as a program. */
import { postgres } from '../server/postgres.js';
import type { LogEntry } from '../server/log.js';
import { readConfiguration } from './configuration.js';
import { readEnvironment } from './environment.js';
import { HELP } from './help.js';
import { Mistakes } from './mistakes.js';
import { startService } from './service.js';

const print = (line: string): unknown => process.stdout.write(`${line}\n`);
const log = (entry: LogEntry): unknown => print(JSON.stringify({ time: new Date().toISOString(), ...entry }));

/** Resolves when the process is asked to stop. */
const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    print(HELP);
    return 0;
  }
  const unknown = args.find((arg) => arg !== '--check-config');
  if (unknown !== undefined) throw new Mistakes(['There is an unknown argument. See wise-link-server --help.']);
  const configuration = readConfiguration(readEnvironment(env), log);
  if (args.includes('--check-config')) {
    print('The settings are right.');
    return 0;
  }
  const { connectionString, ca } = configuration.database;
  const stop = stopped();
  const database = await postgres({ connectionString, ...(ca && { ssl: { ca } }) });
  try {
    const service = await startService(configuration, database, log);
    print(JSON.stringify({ time: new Date().toISOString(), level: 'info', event: 'started', endpoints: service.endpoints, internal: service.internal }));
    await stop;
    await service.close();
  } finally {
    await database.close();
  }
  return 0;
}

/** A message of PostgreSQL can have a part of a mistyped URL, so errors with a code are only named by it. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'It failed.';
  const code = 'code' in error ? String(error.code) : '';
  return code ? `wise-link-server cannot start: the error ${code}. EADDRINUSE is a port that is taken; other codes are the database's or the network's.` : error.message || error.name;
}

process.exitCode = await main(process.argv.slice(2), process.env).catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  return error instanceof Mistakes ? 2 : 1;
});
