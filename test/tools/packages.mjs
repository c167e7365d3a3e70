import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.mjs';

/** Installs the packages where they are missing, or older than the lock file. */
export async function installPackages() {
  if (changed('node_modules/.package-lock.json') >= changed('package-lock.json')) return;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

function changed(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
