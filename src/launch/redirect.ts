import type { Launcher } from './launcher.js';
import { storedAttempts } from '../attempt/stored-attempts.js';

/** Leaves for Wise in this tab. The page that comes back, a new one, finds the attempt by its note. */
export const redirect: Launcher = async ({ state, url }, signal, hint, isNew) => {
  // Back at Wise brings this very page out of the back/forward cache, still waiting.
  addEventListener('pageshow', ({ persisted }) => persisted && hint('gone'), { signal });
  if (!isNew) return;
  await Promise.resolve(); // by then the attempt is noted
  if (!storedAttempts().has(state)) throw new DOMException('Not noted');
  location.assign(url);
};
