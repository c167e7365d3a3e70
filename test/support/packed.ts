import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cwd = fileURLToPath(new URL('../..', import.meta.url));

/** Makes the package in an empty folder, and returns the path of the tarball. Without `build`, of the files that are in `dist`. */
export function packed(folder: string, { build = true } = {}): string {
  if (build) execFileSync('npm', ['run', '--silent', 'build'], { cwd, stdio: 'ignore' });
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd });
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  return join(folder, tarball);
}
