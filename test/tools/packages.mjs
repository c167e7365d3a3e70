import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './command.mjs';

/** Installs the packages of the repository, or of a folder in it, if they are missing or older than the lock file. */
export async function installPackages(folder = '.') {
  if (changed(folder, 'node_modules/.package-lock.json') >= changed(folder, 'package-lock.json')) return;
  await run('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error']);
}

function changed(folder, file) {
  return statSync(join(root, folder, file), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
