// Wise's public samples: where they are, and how they get into a folder. None of their code is in this repository.
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const URL = 'https://github.com/transferwise/wise-platform-samples.git';

/** The commit whose samples were read. Git checks that the files are those of the commit. */
export const COMMIT = '027ee125ac7c94937771eb501aae6799b9d5946a';

/** The origin at which the samples expect to run. */
const OWN_ORIGIN = 'http://localhost:3000';

/** Writes the samples to a folder: those of a local copy, or those of GitHub. */
export function bringSamples(folder: string, copy: string | undefined): void {
  if (copy !== undefined) {
    const isSource = (file: string): boolean => !['node_modules', '.next', '.git', 'storage.json'].includes(basename(file));
    cpSync(copy, folder, { recursive: true, filter: isSource });
    return;
  }
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  git('init', '--quiet');
  git('fetch', '--quiet', '--depth=1', URL, COMMIT);
  git('checkout', '--quiet', 'FETCH_HEAD');
}

/** Puts another origin in place of the samples' own one. Returns the changed files. */
export function changeOrigin(folder: string, origin: string): string[] {
  if (origin === OWN_ORIGIN) return [];
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  return sources.filter((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    writeFileSync(join(folder, file), text.replaceAll(OWN_ORIGIN, origin));
    return text.includes(OWN_ORIGIN);
  });
}
