import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A build machine must not wait for ever for a step that hangs; on a slow one the end-to-end tests take a quarter of an hour. */
const LONGEST_STEP = 30 * 60_000;

/** Runs a program of the PATH or of the packages, shows what it says, and throws when it fails. */
export function run(command, args, env = {}, longest = LONGEST_STEP) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: programs(), ...env },
      // On Windows the programs of packages are .cmd files, which only a shell starts.
      shell: process.platform === 'win32',
      timeout: longest,
    });
    // Ctrl+C reaches the child by itself. This process stays to print what was seen until then.
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

/** Waits for all of them, also where one fails: nothing may go on working after what it belongs to has ended. */
export async function all(...works) {
  const failed = (await Promise.allSettled(works)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

/** Runs a program without showing what it says. Where it fails, the last lines are told as the reason. */
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

/** As npm does it, so that it makes no difference whether npm or node started this. */
function programs() {
  return [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
}
