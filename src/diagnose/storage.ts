import { after } from '../timer.js';
import { error, ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

const FIX = 'Let the browser keep data for this site: see its cookie settings, and the sandbox of a frame.';

/** Whether this tab keeps something: a redirect finds its way back by it. */
export function tabStorage({ given }: Pick<Scene, 'given'>): Finding {
  if (keeps(() => sessionStorage)) return ok('session-storage', 'The tab keeps what a redirect needs.');
  const level = given.mode === 'popup' || given.mode === 'email' ? warning : error;
  return level(
    'session-storage',
    'The browser keeps no session storage: a redirect does not find its way back, and a reload ends the attempt.',
    FIX,
  );
}

/** Whether the browser keeps something for all tabs: one learns by it that another has linked. */
export function siteStorage(): Finding {
  if (keeps(() => localStorage)) return ok('local-storage', 'Other tabs can learn that the account is linked.');
  return warning(
    'local-storage',
    'The browser keeps no local storage: other tabs do not learn that the account is linked.',
    FIX,
  );
}

/** Whether two pages of this origin hear each other. */
export async function channel(): Promise<Finding> {
  if (await carries()) return ok('broadcast-channel', 'The pages of this origin can hear each other.');
  return warning(
    'broadcast-channel',
    'The browser has no BroadcastChannel for this page: where Wise isolates its pages, no answer arrives.',
    FIX,
  );
}

/** A name that nobody else uses. `randomUUID` is not there on a page without https. */
const ownName = (): string => `diagnose-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;

/** The entry is gone again at once. */
function keeps(storage: () => Storage): boolean {
  const name = ownName();
  try {
    storage().setItem(name, name);
    const kept = storage().getItem(name) === name;
    storage().removeItem(name);
    return kept;
  } catch {
    return false;
  }
}

async function carries(): Promise<boolean> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    const name = ownName();
    const [from, to] = [new BroadcastChannel(name), new BroadcastChannel(name)];
    signal.addEventListener('abort', () => [from, to].forEach((end) => end.close()));
    const heard = new Promise<boolean>((resolve) => to.addEventListener('message', () => resolve(true), { signal }));
    from.postMessage('');
    return await Promise.race([heard, after(2000, signal).then(() => false)]);
  } catch {
    return false;
  } finally {
    ended.abort();
  }
}
