// Installs Debian packages.
import { onPath, runQuietly } from './command.mjs';

/** Whether this process can install Debian packages, as in most CI containers. */
export function isDebianRoot() {
  return process.getuid?.() === 0 && onPath('apt-get').length > 0;
}

export function installDebianPackages(...packages) {
  console.log(`  Installing ${packages.join(', ')} with apt-get …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  runQuietly('apt-get', ['update', '-q'], { env });
  runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env, timeout: 600_000 });
}
