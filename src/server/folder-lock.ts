import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';

/** How often the owner of a lock touches it, and after what time an untouched lock has no owner. */
const TOUCH_MS = 2000;
const ABANDONED_MS = 15_000;

const owner = z.object({ host: z.string(), pid: z.number() });

/** The folders that this process has open. */
const open = new Set<string>();

/** A lock on a folder: a file beside it that names the process which uses the folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** Locks a folder for this process. Throws if another process uses it. The lock of a process that crashed is taken over. */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const file = `${resolve(folder)}.lock`;
  if (open.has(file)) throw inUse(folder);
  open.add(file);
  try {
    await take(file, folder);
  } catch (error) {
    open.delete(file);
    throw error;
  }
  const touching = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), TOUCH_MS);
  touching.unref();
  return {
    async release() {
      clearInterval(touching);
      open.delete(file);
      await rm(file, { force: true });
    },
  };
}

async function take(file: string, folder: string): Promise<void> {
  const draft = `${file}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(draft, JSON.stringify({ host: hostname(), pid: process.pid }));
  try {
    if (await isLinked(draft, file)) return;
    const found = await readFile(file, 'utf8').catch(() => '');
    if (await isAlive(file, found)) throw inUse(folder);
    // Of several processes that see the abandoned lock, each moves what is there now. If that is the new lock of another one, it is put back.
    const moved = `${draft}.old`;
    await rename(file, moved).catch(() => {});
    const isOther = (await readFile(moved, 'utf8').catch(() => found)) !== found;
    if (isOther) await isLinked(moved, file);
    await rm(moved, { force: true });
    if (isOther || !(await isLinked(draft, file))) throw inUse(folder);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Gives a file a second name, unless there is one with that name: the file system lets only one process succeed. */
async function isLinked(from: string, to: string): Promise<boolean> {
  return link(from, to).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function isAlive(file: string, text: string): Promise<boolean> {
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
  const isTouched = Date.now() - mtimeMs < ABANDONED_MS;
  const { data } = owner.safeParse(parsed(text));
  // Whether a process of another host or container lives cannot be asked.
  if (data === undefined || data.host !== hostname()) return isTouched;
  if (data.pid === process.pid) return false;
  try {
    process.kill(data.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const inUse = (folder: string): Error =>
  new Error(`Another process uses the folder ${folder}. PGlite is for one process: use wise-link/server/postgres for several.`);
