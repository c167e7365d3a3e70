import { cell, type Step } from '../faults.js';
import { LINKED, type Mishap } from '../world/backend.js';
import { LONG, type World } from '../world/world.js';

/** Submits a code to the partner's `exchange` function, with these mishaps. */
async function answers(world: World, ...mishaps: Mishap[]): Promise<void> {
  world.parsed = (element) => {
    element.exchange = world.backend.exchange;
  };
  await world.visit();
  await world.press('launch');
  world.backend.mishaps.push(...mishaps);
  await world.grant();
}

/** Submits a code. Returns a function that resolves the call. */
async function held(world: World): Promise<(answer: unknown) => void> {
  let give: (answer: unknown) => void = () => undefined;
  await answers(world, ({ usual }) => {
    usual();
    return new Promise((resolve) => {
      give = resolve;
    });
  });
  return (answer) => give(answer);
}

/** Submits a code, and resolves the call with this answer. */
const says = (world: World, answer: unknown): Promise<void> =>
  answers(world, async ({ usual }) => {
    usual();
    return answer;
  });

/** The partner's `exchange` function answers. */
export const exchangeAnswered: Step = {
  name: 'exchange answered',
  cells: {
    throws: cell('the function throws', 'retry', (world) =>
      answers(world, () => {
        throw new Error('from the partner');
      }),
    ),
    rejects: cell('it rejects with problem details', 'launch grant', (world) =>
      answers(world, ({ usual }) => {
        usual();
        return Promise.reject(Object.assign(new Error('identity mismatch'), { code: 'identity_mismatch', retryable: false }));
      }),
    ),
    null: cell('the answer is null', 'launch grant', (world) => says(world, null)),
    never: cell('the answer never comes', 'launch grant', async (world) => {
      await held(world);
    }),
    slow: cell('the answer takes ten minutes', '', (world) => answers(world, ({ usual }) => world.later(10 * 60_000).then(usual))),
    duplicate: cell('it answers twice', '', (world) =>
      answers(world, ({ usual }) => ({
        // oxlint-disable-next-line unicorn/no-thenable -- the partner may return any thenable
        then(resolve: (answer: unknown) => void) {
          resolve(usual());
          resolve({ status: 'discarded' });
        },
      })),
    ),
    reordered: cell('the first call resolves after the second', '', async (world) => {
      const give = await held(world);
      await world.without();
      give({ status: 'discarded' });
    }),
    stale: cell('the answer arrives after the attempt ended and another one started', 'grant', async (world) => {
      const give = await held(world);
      await world.clock.run(LONG);
      await world.press('launch');
      give(LINKED);
    }),
    garbage: cell('the answer is garbage', 'launch grant', (world) => says(world, '<!doctype html>')),
    'wrong type': cell('the answer has wrong types', 'launch grant', (world) => says(world, { status: 'linked', link: { displayName: 7, profileType: true, profileRef: [] } })),
    freeze: cell('it arrives while the page is frozen for 31 minutes', '', async (world) => {
      const give = await held(world);
      world.freeze();
      give(LINKED);
      await world.thaw();
    }),
    disconnect: cell('the element is removed at that moment', '', async (world) => {
      const give = await held(world);
      give(LINKED);
      await world.takeOut()();
    }),
    reload: cell('the page is reloaded before it arrives', 'launch grant', async (world) => {
      await held(world);
      await world.reload();
    }),
  },
};
