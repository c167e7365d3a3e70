/** `npx wise-link-migrate`: migrates the PostgreSQL database in `DATABASE_URL`. */
import { migrate } from './migrate.js';
import { postgres } from './postgres.js';

const USAGE = `Creates and migrates the tables of wise-link/server.

  DATABASE_URL=postgres://owner@localhost/bank npx wise-link-migrate

The role must be allowed to change the schema. The server itself then runs with the option migrate: false.
The package pg must be installed.`;

async function main(args: readonly string[], { DATABASE_URL: connectionString }: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if (!connectionString || args.length > 0) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const database = await postgres({ connectionString });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  process.stdout.write('The database has the schema of this version.\n');
  return 0;
}

process.exitCode = await main(process.argv.slice(2), process.env).catch((error: unknown) => {
  // The message of a database error names neither the password nor the URL.
  process.stderr.write(`${error instanceof Error ? error.message || error.name : 'It failed.'}\n`);
  return 1;
});
