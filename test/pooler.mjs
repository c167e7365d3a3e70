// `npm run pooler`: runs tests of the backend on PostgreSQL behind PgBouncer in transaction mode. Needs PgBouncer in the PATH, or its
// program as PGBOUNCER. Arguments go to Vitest.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

// Debian installs it where only root looks.
const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
const program = process.env.PGBOUNCER ?? folders.map((folder) => join(folder, 'pgbouncer')).find((file) => existsSync(file));
if (program === undefined) {
  console.error('npm run pooler needs PgBouncer: install the package pgbouncer, or set PGBOUNCER to the program.');
  process.exit(2);
}

checkNode();
await installPackages();
try {
  await run('vitest', ['run', '--config', 'test/pooler/vitest.config.ts', ...process.argv.slice(2)], { PGBOUNCER: program });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
