import { OTHER_SITE } from '../places.js';
import type { Step } from '../step.js';
import { redirectUriOf, stateOf } from '../wise.js';
import type { World } from '../world.js';

/** The parameters of responses without a valid code. */
const REFUSALS: Record<string, (state: string) => Record<string, string>> = {
  'declines': (state) => ({ error: 'access_denied', error_description: 'EVIL', state }),
  'declines, and Wise forgets the state': () => ({ error: 'access_denied' }),
  'meets an error': (state) => ({ error: 'server_error', error_description: 'EVIL', state }),
  'meets an error without a state': () => ({ error: 'server_error' }),
  'gets an invalid response': (state) => ({ code: 'CANARYHALF', error: 'EVIL', state }),
  'gets a code without a state': () => ({ code: 'CANARYLOST' }),
};

/** The responses of Wise, in a tab or in a native shell. */
export const wisePage = (world: World): Step[] => [...inTabs(world), ...inShell(world)];

const inTabs = ({ browser, wise, setting }: World): Step[] =>
  browser.tabs
    .filter(({ page }) => page?.kind === 'wise')
    .flatMap((tab) => {
      const answers = (respond: (request: URL) => string) => () => tab.loads(respond(new URL(tab.url)), 'push');
      return [
        { text: `Wise: gives access in ${tab.name}`, run: answers((request) => wise.grants(request)) },
        { text: `Wise: sends ${tab.name} elsewhere`, run: () => tab.loads(OTHER_SITE, 'push') },
        ...(setting.hasRedirectPages
          ? [
              { text: `Wise: ${tab.name} returns without parameters`, run: answers(redirectUriOf) },
              { text: `Wise: gives access in ${tab.name}, at another redirect page`, run: answers((request) => wise.grantsElsewhere(request)) },
            ]
          : []),
        ...Object.entries(REFUSALS).map(([what, answer]) => ({
          text: `Wise: ${tab.name} ${what}`,
          run: answers((request) => wise.refuses(request, answer(stateOf(request)))),
        })),
      ];
    });

function inShell(world: World): Step[] {
  const request = world.shell.at(-1);
  if (!request) return [];
  const passes = (respond: () => string) => () => world.elements.find(({ isUsable }) => isUsable)?.does((node) => void node.handleCallback(respond()));
  return [
    { text: 'shell: passes a response', run: passes(() => world.wise.grants(request)) },
    { text: 'shell: passes a refusal', run: passes(() => world.wise.refuses(request, { error: 'access_denied', state: stateOf(request) })) },
  ];
}
