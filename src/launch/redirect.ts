import type { Launcher } from './launcher.js';
import { storedAttempts } from '../attempt/stored-attempts.js';

/** Opens Wise in this tab. The page to which the customer returns resumes the stored attempt. */
export const redirect: Launcher = async ({ state, url }, signal, hint, isNew) => {
  // The Back button at Wise restores this page from the back/forward cache.
  addEventListener('pageshow', ({ persisted }) => persisted && hint('gone'), { signal });
  if (!isNew) return;
  await Promise.resolve(); // then the attempt has been stored
  if (!storedAttempts().has(state)) throw new DOMException('Not stored');
  location.assign(url);
};
