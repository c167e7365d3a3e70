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
  const configuration = readConfiguration(readEnvironment(env));
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

process.exitCode = await main(process.argv.slice(2), process.env).catch((error: unknown) => {
  // A message of the database or of the network has no secret; a `TypeError` of the options has no value.
  process.stderr.write(`${error instanceof Error ? error.message || error.name : 'It failed.'}\n`);
  return error instanceof Mistakes ? 2 : 1;
});
