import { cell, type Cell, type Fault, type Step } from '../faults.js';
import { listenerOf } from '../world/page-window.js';
import { arrive, type Fate, type Said } from '../world/roads.js';
import type { World } from '../world/world.js';

/** The customer is at Wise. What is then said to the page meets with this. */
async function atWise(world: World, fate: Fate): Promise<void> {
  await world.visit();
  await world.press('launch');
  world.roads.fate = (said) => (said.isForBank ? fate(said) : said.pass());
}

/** The first that is said to the page meets with this; what follows, with nothing. */
const first = (world: World, fate: Fate): Promise<void> =>
  atWise(world, (said) => {
    world.roads.fate = arrive;
    fate(said);
  });

/** What is said waits until it is let through. */
async function held(world: World): Promise<Said[]> {
  const waiting: Said[] = [];
  await atWise(world, (said) => void waiting.push(said));
  return waiting;
}

/** Something else arrives, and then the letter. */
const after = (world: World, ...others: (string | number | null | object)[]): Promise<void> =>
  first(world, (said) => {
    for (const other of others) said.pass(other);
    said.pass();
  });

const TYPE = 'wise-link:1';

/** What can go wrong on either road between two windows. `only` leaves this road open alone. */
const between = (only: (world: World) => void, throws: Cell): Record<Fault, Cell | string> => {
  const road = (what: string, ways: string, inject: (world: World) => Promise<void>): Cell =>
    cell(what, ways, (world) => {
      only(world);
      return inject(world);
    });
  return {
    throws: road(throws.what, throws.ways, async (world) => throws.inject(world)),
    rejects: 'No promise is on this road.',
    null: road('null comes, and a letter that is null', 'grant', (world) => after(world, null, { type: TYPE, letter: null })),
    never: road('nothing arrives', 'launch grant', async (world) => {
      await atWise(world, () => undefined);
      await world.grant();
      await world.clock.run(5000);
      world.close(world.wise);
      world.roads.fate = arrive;
    }),
    slow: road('it takes six minutes', '', async (world) => {
      const waiting = await held(world);
      await world.grant();
      await world.clock.run(6 * 60_000);
      world.roads.fate = arrive;
      waiting[0]?.pass();
    }),
    duplicate: road('it arrives three times', 'grant', (world) =>
      first(world, (said) => {
        for (let count = 0; count < 3; count += 1) said.pass();
      }),
    ),
    reordered: road('the window is closed before it arrives', '', async (world) => {
      const waiting = await held(world);
      await world.grant();
      world.close(world.wise);
      await world.clock.run(1000);
      waiting[0]?.pass();
    }),
    stale: road('it comes from an attempt that was given up', 'grant', async (world) => {
      const waiting = await held(world);
      await world.grant();
      await world.press('cancel');
      await world.press('launch');
      world.roads.fate = arrive;
      waiting[0]?.pass();
    }),
    garbage: road('garbage comes before it', 'grant', (world) =>
      after(world, 7, 'x', [], {}, new Map([['type', TYPE]]), { type: TYPE, letter: 'no URL' }, { type: TYPE, letter: world.answer('of-another') }),
    ),
    'wrong type': road('letters that are no text come before it', 'grant', (world) =>
      after(world, { type: TYPE, letter: 7 }, { type: TYPE, letter: { href: 'https://bank.example' } }, { type: [TYPE], letter: world.answer('x') }),
    ),
    freeze: road('the page is frozen, for 31 minutes', '', async (world) => {
      await atWise(world, arrive);
      world.freeze();
      await world.grant();
      await world.thaw();
    }),
    disconnect: road('the element is taken out in that moment', 'launch grant', async (world) => {
      let putBack: (() => Promise<void>) | undefined;
      await first(world, (said) => {
        putBack = world.takeOut();
        said.pass();
      });
      await world.grant();
      await putBack?.();
    }),
    reload: road('the page is reloaded before it arrives', '', async (world) => {
      await first(world, () => world.bank.location.reload());
      await world.grant();
    }),
  };
};

/** Only the window's message. */
const byMessage = (world: World): void => {
  world.before = (page) => void Object.assign(page, { BroadcastChannel: undefined });
};

/** Only the channel: the redirect page has no opener any more. */
const byChannel = (world: World): void => {
  world.isSevered = true;
};

/** The redirect page hands over by `postMessage`. */
export const message: Step = {
  name: 'hand-over by message',
  cells: between(
    byMessage,
    cell('another listener of the page throws at it', 'grant', async (world) => {
      world.trail.expected = /of the page/;
      const { before } = world;
      world.before = (page, file) => {
        before(page, file);
        if (file !== 'page.html') return;
        page.addEventListener('message', listenerOf(page, `if (event.data.type === '${TYPE}') throw new Error('of the page')`));
      };
      await atWise(world, arrive);
    }),
  ),
};

/** The redirect page hands over by a BroadcastChannel. */
export const channel: Step = {
  name: 'hand-over by channel',
  cells: between(
    byChannel,
    cell('the redirect page may open no channel, once', 'grant close launch grant', (world) => {
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
