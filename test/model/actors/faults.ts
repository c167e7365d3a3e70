import { MOODS, STATUS_MOODS } from '../backend.js';
import { START_MOODS } from '../beginnings.js';
import type { Browser } from '../browser.js';
import type { Step } from '../step.js';
import type { Tab } from '../tab.js';
import type { World } from '../world.js';

/** Faults of the browser and the backend, and their ends. */
export const faults = ({ browser, backend, setting }: World): Step[] => [
  { text: `browser: storage is full`, run: () => storage(browser, 'full') },
  { text: `browser: storage has room`, run: () => storage(browser, 'open') },
  { text: `browser: storage is closed for good`, run: () => storage(browser, 'closed') },
  ...browser.tabs.map((tab) => ({ text: `browser: clears the storage of ${tab.name}`, run: () => clears(tab) })),
  ...(['allowed', 'refused', 'thrown', 'closed'] as const).map((popups) => ({ text: `browser: popups are ${popups}`, run: () => void (browser.popups = popups) })),
  { text: `backend: ${backend.isMailing ? 'stops mailing' : 'mails again'}`, run: () => void (backend.isMailing = !backend.isMailing) },
  ...MOODS.map((mood) => ({ text: `backend: ${mood}`, run: () => void (backend.mood = mood) })),
  ...(setting.hasStart ? START_MOODS : []).map((mood) => ({ text: `backend: begins ${mood}`, run: () => void (backend.attempts.mood = mood) })),
  ...(setting.hasStatus ? STATUS_MOODS : []).map((mood) => ({ text: `backend: tells ${mood}`, run: () => void (backend.statusMood = mood) })),
  { text: `browser: goes ${browser.isOnline ? 'offline' : 'online'}`, run: () => browser.connects(!browser.isOnline) },
];

function storage(browser: Browser, becomes: Browser['storage']): void {
  if (browser.storage === 'closed') return;
  browser.storage = becomes;
  if (becomes === 'closed') for (const tab of browser.tabs) browser.world.oracle.cleared(tab);
}

function clears(tab: Tab): void {
  for (const key of Object.keys(tab.session)) delete tab.session[key];
  tab.browser.world.oracle.cleared(tab);
}
