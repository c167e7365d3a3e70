/** `npx wise-link-migrate`: migrates the PostgreSQL database in `DATABASE_URL`. */
import { migrate } from './migrate.js';
import { postgres } from './postgres.js';

const USAGE = `Usage: wise-link-migrate

Creates and migrates the tables of wise-link/server in PostgreSQL, up to the schema of this version. It changes nothing
if they have it. The role must be allowed to change the schema. The server itself then runs with the option
migrate: false. The package pg must be installed.

Options:
  -h, --help  print this text

Environment:
  DATABASE_URL  the database, for example postgres://owner:password@localhost:5432/bank (no default)

Examples:
  DATABASE_URL=postgres://owner@localhost/bank npx wise-link-migrate
  env DATABASE_URL="$OWNER_URL" npx wise-link-migrate && node server.mjs

Exit codes:
  0  the database has the schema of this version, or it printed this text
  1  the database cannot be reached, or refuses a change
  2  DATABASE_URL is missing, or there is an unknown argument`;

async function main(args: readonly string[], { DATABASE_URL: connectionString }: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
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
