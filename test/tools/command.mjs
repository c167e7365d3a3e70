// Runs programs.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Stops a step that hangs. On a slow machine the end-to-end tests take a quarter of an hour. */
const LONGEST_STEP = 30 * 60_000;

/** Runs a program from the PATH or from the packages, shows its output, and throws if it fails. */
export function run(command, args, env = {}, longest = LONGEST_STEP) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: programs(), ...env },
      // On Windows the programs of packages are .cmd files, which need a shell.
      shell: process.platform === 'win32',
      timeout: longest,
    });
    // Ctrl+C also reaches the child. This process keeps running to print the results so far.
    const wait = () => undefined;
    const stop = () => child.kill('SIGINT');
    process.on('SIGINT', wait).on('SIGTERM', stop);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', wait).off('SIGTERM', stop);
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${signal ?? code}`));
    });
  });
}

/** Waits for all promises, also if one rejects, so that no work continues after its step has ended. */
export async function all(...works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

/** Runs a program without showing its output. If it fails, prints its last lines as the reason. */
export function runQuietly(command, args, { env = {}, timeout = 300_000 } = {}) {
  const { status, error, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout,
  });
  if (status === 0) return;
  const reason = error?.message ?? stderr.trim().split('\n').slice(-2).join(' ');
  console.log(`  ${command} did not succeed: ${reason}`);
}

/** All programs of these names on the PATH, in the order of the names. */
export function onPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The PATH as npm sets it, so that this also works when node starts it directly. */
function programs() {
  return [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
}
