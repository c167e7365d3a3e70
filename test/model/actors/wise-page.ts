import { STRANGER } from '../places.js';
import type { Step } from '../step.js';
import { stateOf } from '../wise.js';
import type { World } from '../world.js';

/** Which parameters an answer has that gives no code. */
const REFUSALS: Record<string, (state: string) => Record<string, string>> = {
  'declines': (state) => ({ error: 'access_denied', error_description: 'EVIL', state }),
  'declines, and Wise forgets the state': () => ({ error: 'access_denied' }),
  'meets an error': (state) => ({ error: 'server_error', error_description: 'EVIL', state }),
  'meets an error without a state': () => ({ error: 'server_error' }),
  'gets an answer that is none': (state) => ({ code: 'CANARYHALF', error: 'EVIL', state }),
  'gets a code without a state': () => ({ code: 'CANARYLOST' }),
};

/** What can come of a page of Wise's: in a tab, or where a native shell has opened it. */
export const wisePage = (world: World): Step[] => [...inTabs(world), ...inShell(world)];

const inTabs = ({ browser, wise }: World): Step[] =>
  browser.tabs
    .filter(({ page }) => page?.kind === 'wise')
    .flatMap((tab) => {
      const answers = (letter: (request: URL) => string) => () => tab.loads(letter(new URL(tab.url)), 'push');
      return [
        { text: `Wise: gives access in ${tab.name}`, run: answers((request) => wise.grants(request)) },
        { text: `Wise: sends ${tab.name} elsewhere`, run: () => tab.loads(STRANGER, 'push') },
        ...Object.entries(REFUSALS).map(([what, answer]) => ({
          text: `Wise: ${tab.name} ${what}`,
          run: answers((request) => wise.refuses(request, answer(stateOf(request)))),
        })),
      ];
    });

function inShell(world: World): Step[] {
  const request = world.shell.at(-1);
  if (!request) return [];
  const hands = (letter: () => string) => () => world.elements.find(({ isInReach }) => isInReach)?.does((node) => void node.handleCallback(letter()));
  return [
    { text: 'shell: hands over an answer', run: hands(() => world.wise.grants(request)) },
    { text: 'shell: hands over a refusal', run: hands(() => world.wise.refuses(request, { error: 'access_denied', state: stateOf(request) })) },
  ];
}
