import { OTHER_SITE } from '../places.js';
import type { Step } from '../step.js';
import type { Tab } from '../tab.js';
import type { World } from '../world.js';

/** Scripts that change the names of windows, or open another page in a window by its name. */
export const names = ({ browser, setting }: World): Step[] => (setting.hasNames ? browser.tabs.flatMap((tab) => [...itself(tab), ...others(tab)]) : []);

/** Any page can change the name of its own window. */
const itself = (tab: Tab): Step[] =>
  ['', 'partner'].map((name) => ({ text: `script: names ${tab.name} "${name}"`, run: () => void (tab.target = name) }));

function others(tab: Tab): Step[] {
  const { browser, page } = tab;
  const named = browser.tabs.filter((other) => other !== tab && other.target);
  return named.flatMap((other) => [
    { text: `script: names ${tab.name} like ${other.name}`, run: () => void (tab.target = other.target) },
    ...(page && other.group === tab.group ? [{ text: `script: opens another site from ${tab.name} in ${other.name}`, run: () => (other.loads(OTHER_SITE, 'push'), other.isReused(page)) }] : []),
  ]);
}
