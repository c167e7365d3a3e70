// Records what a step of a test command showed, for `npm run trust`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.mjs';

const FOLDER = 'node_modules/.cache/proofs';

/**
 * Writes the result of a step with the commit on which it ran. `details` has what the counts do not say, such as the number of random
 * schedules. A folder with changes that are not committed has no commit.
 */
export function record({ name, seconds, tests, error, details = {} }, folder = join(root, FOLDER)) {
  const count = (result) => tests.filter((test) => test.result === result).length;
  const command = process.env.npm_lifecycle_event ?? 'by hand';
  const proof = {
    command,
    name,
    commit: commitOf(root),
    at: new Date().toISOString(),
    seconds: Number(seconds),
    // A step without a report is one check.
    passed: tests.length === 0 && !error ? 1 : count('passed'),
    failed: Math.max(count('failed'), error ? 1 : 0),
    skipped: count('skipped'),
    details,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${`${command} ${name}`.replaceAll(/[^\w]+/g, '-')}.json`), JSON.stringify(proof));
  return proof;
}

/** The commit of a folder; null if it has changes that are not committed, or is no repository. */
export function commitOf(folder) {
  const git = (...args) => spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  const changes = git('status', '--porcelain');
  return changes.status === 0 && changes.stdout === '' ? git('rev-parse', 'HEAD').stdout.trim() : null;
}
