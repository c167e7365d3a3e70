import { cell, type Cell, type Fault, type Step } from '../faults.js';
import { listenerOf } from '../world/page-window.js';
import { arrive, type Handler, type Sent } from '../world/transports.js';
import type { World } from '../world/world.js';

/** Takes the customer to Wise. The handler gets every message to the bank's page. */
async function atWise(world: World, handler: Handler): Promise<void> {
  await world.visit();
  await world.press('launch');
  world.transports.handler = (sent) => (sent.isForBank ? handler(sent) : sent.pass());
}

/** Like `atWise`, with a handler only for the first message. */
const first = (world: World, handler: Handler): Promise<void> =>
  atWise(world, (sent) => {
    world.transports.handler = arrive;
    handler(sent);
  });

/** Holds back the messages. */
async function held(world: World): Promise<Sent[]> {
  const waiting: Sent[] = [];
  await atWise(world, (sent) => void waiting.push(sent));
  return waiting;
}

/** Delivers other messages before the authorization response. */
const after = (world: World, ...others: (string | number | null | object)[]): Promise<void> =>
  first(world, (sent) => {
    for (const other of others) sent.pass(other);
    sent.pass();
  });

const TYPE = 'wise-link:1';

/** The faults of a transport between two windows. `only` disables the other transport. */
const between = (only: (world: World) => void, throws: Cell): Record<Fault, Cell | string> => {
  const transport = (what: string, ways: string, inject: (world: World) => Promise<void>): Cell =>
    cell(what, ways, (world) => {
      only(world);
      return inject(world);
    });
  return {
    throws: transport(throws.what, throws.ways, async (world) => throws.inject(world)),
    rejects: 'This transport uses no promise.',
    null: transport('null arrives, and a response that is null', 'grant', (world) => after(world, null, { type: TYPE, letter: null })),
    never: transport('nothing arrives', 'launch grant', async (world) => {
      await atWise(world, () => undefined);
      await world.grant();
      await world.clock.run(5000);
      world.close(world.wise);
      world.transports.handler = arrive;
    }),
    slow: transport('it takes six minutes', '', async (world) => {
      const waiting = await held(world);
      await world.grant();
      await world.clock.run(6 * 60_000);
      world.transports.handler = arrive;
      waiting[0]?.pass();
    }),
    duplicate: transport('it arrives three times', 'grant', (world) =>
      first(world, (sent) => {
        for (let count = 0; count < 3; count += 1) sent.pass();
      }),
    ),
    reordered: transport('the window is closed before it arrives', '', async (world) => {
      const waiting = await held(world);
      await world.grant();
      world.close(world.wise);
      await world.clock.run(1000);
      waiting[0]?.pass();
    }),
    stale: transport('it is from a cancelled attempt', 'grant', async (world) => {
      const waiting = await held(world);
      await world.grant();
      await world.press('cancel');
      await world.press('launch');
      world.transports.handler = arrive;
      waiting[0]?.pass();
    }),
    garbage: transport('garbage arrives before it', 'grant', (world) =>
      after(world, 7, 'x', [], {}, new Map([['type', TYPE]]), { type: TYPE, letter: 'no URL' }, { type: TYPE, letter: world.answer('of-another') }),
    ),
    'wrong type': transport('responses that are not texts arrive before it', 'grant', (world) =>
      after(world, { type: TYPE, letter: 7 }, { type: TYPE, letter: { href: 'https://bank.example' } }, { type: [TYPE], letter: world.answer('x') }),
    ),
    freeze: transport('the page is frozen for 31 minutes', '', async (world) => {
      await atWise(world, arrive);
      world.freeze();
      await world.grant();
      await world.thaw();
    }),
    disconnect: transport('the element is removed at that moment', 'launch grant', async (world) => {
      let putBack: (() => Promise<void>) | undefined;
      await first(world, (sent) => {
        putBack = world.takeOut();
        sent.pass();
      });
      await world.grant();
      await putBack?.();
    }),
    reload: transport('the page is reloaded before it arrives', '', async (world) => {
      await first(world, () => world.bank.location.reload());
      await world.grant();
    }),
  };
};

/** Disables BroadcastChannel. */
const byMessage = (world: World): void => {
  world.before = (page) => void Object.assign(page, { BroadcastChannel: undefined });
};

/** Disables postMessage: the redirect page has no opener. */
const byChannel = (world: World): void => {
  world.isSevered = true;
};

/** The redirect page sends the response by `postMessage`. */
export const message: Step = {
  name: 'response by message',
  cells: between(
    byMessage,
    cell('another listener of the page throws', 'grant', async (world) => {
      world.trail.expected = /from the page/;
      const { before } = world;
      world.before = (page, file) => {
        before(page, file);
        if (file !== 'page.html') return;
        page.addEventListener('message', listenerOf(page, `if (event.data.type === '${TYPE}') throw new Error('from the page')`));
      };
      await atWise(world, arrive);
    }),
  ),
};

/** The redirect page sends the response by a BroadcastChannel. */
export const channel: Step = {
  name: 'response by channel',
  cells: between(
    byChannel,
    cell('the redirect page cannot open a channel, once', 'grant close launch grant', (world) => {
      world.before = (page, file) => {
        if (file !== 'callback.html') return;
        world.before = () => undefined;
        Object.assign(page, {
          BroadcastChannel: class {
            constructor() {
              throw new DOMException('denied', 'SecurityError');
            }
          },
        });
      };
      return world.visit().then(() => world.press('launch'));
    }),
  ),
};
