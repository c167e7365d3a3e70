/** Checks the storage of the browser. */
import { after } from '../timer.js';
import { error, ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

const FIX = 'Allow the browser to store data for this site: check its cookie settings, and the sandbox of a frame.';

/** Checks `sessionStorage`, which stores the attempt during a redirect. */
export function tabStorage({ given }: Pick<Scene, 'given'>): Finding {
  if (canStore(() => sessionStorage)) return ok('session-storage', 'The tab can store the attempt during a redirect.');
  const level = given.mode === 'popup' || given.mode === 'email' ? warning : error;
  return level(
    'session-storage',
    'The browser has no session storage for this page: the redirect flow does not work, and a reload ends the attempt.',
    FIX,
  );
}

/** Checks `localStorage`, which notifies other tabs that the account was linked. */
export function siteStorage(): Finding {
  if (canStore(() => localStorage)) return ok('local-storage', 'Other tabs can be notified that the account was linked.');
  return warning(
    'local-storage',
    'The browser has no local storage for this page: other tabs are not notified that the account was linked.',
    FIX,
  );
}

/** Checks that two pages of this origin can use a BroadcastChannel. */
export async function channel(): Promise<Finding> {
  if (await delivers()) return ok('broadcast-channel', 'The pages of this origin can use a BroadcastChannel.');
  return warning(
    'broadcast-channel',
    'The browser has no BroadcastChannel for this page: if Wise isolates its pages, no response arrives.',
    FIX,
  );
}

/** A random name. `randomUUID` exists only in a secure context. */
const randomName = (): string => `diagnose-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;

/** Whether the storage works. Removes its test entry. */
function canStore(storage: () => Storage): boolean {
  const name = randomName();
  try {
    storage().setItem(name, name);
    const isStored = storage().getItem(name) === name;
    storage().removeItem(name);
    return isStored;
  } catch {
    return false;
  }
}

async function delivers(): Promise<boolean> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    const name = randomName();
    const [from, to] = [new BroadcastChannel(name), new BroadcastChannel(name)];
    signal.addEventListener('abort', () => [from, to].forEach((one) => one.close()));
    const received = new Promise<boolean>((resolve) => to.addEventListener('message', () => resolve(true), { signal }));
    from.postMessage('');
    return await Promise.race([received, after(2000, signal).then(() => false)]);
  } catch {
    return false;
  } finally {
    ended.abort();
  }
}
