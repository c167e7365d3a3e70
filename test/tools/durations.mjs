// Remembers how long each test file took on this machine.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './command.mjs';

const FOLDER = join(root, 'node_modules/.cache');

/** A file that never ran, in seconds. */
const UNKNOWN = 2;

/** The seconds of each test file, by its path: those of the last run of Vitest, and of earlier ones. */
export function durations() {
  const known = { ...read('durations.json') };
  for (const { name, startTime, endTime } of read('vitest.json')?.testResults ?? []) {
    // Of a file that did not load, nothing is known.
    if (endTime > startTime) known[relative(root, name).replaceAll('\\', '/')] = (endTime - startTime) / 1000;
  }
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'durations.json'), JSON.stringify(known));
  return (file) => known[file] ?? UNKNOWN;
}

function read(name) {
  try {
    return JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
  } catch {
    return undefined;
  }
}
