// Injects every fault at every step, and checks that the customer can still link.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FAULTS } from './faults.js';
import { STEPS } from './steps.js';
import { Customer } from './world/customer.js';
import { World } from './world/world.js';

const all = STEPS.flatMap(({ name: step, cells }) => FAULTS.map((fault) => ({ step, fault, cell: cells[fault] })));

let world: World;

beforeEach(() => {
  world = new World();
  Object.assign(window, { faults: world });
});
afterEach(() => world.end());

test('every cell that does not apply has a reason', ({ task }) => {
  const table = all.map(({ step, fault, cell }) => (typeof cell === 'string' ? { step, fault, reason: cell } : { step, fault, what: cell.what }));
  // test/fault-matrix.mjs prints the table from this.
  Object.assign(task.meta, { cells: table });
  expect(table.map(({ reason }) => reason).filter((reason) => reason !== undefined && !/^[A-Z].{20,}\.$/.test(reason))).toEqual([]);
});

for (const { step, fault, cell } of all) {
  if (typeof cell === 'string') continue;
  test(`${step} × ${fault}: ${cell.what}`, async () => {
    await cell.inject(world);
    const ways = await new Customer(world).goOn();
    const { trail, backend, card } = world;
    trail.close();
    // The message contains all changes.
    expect({ ways, wrongs: trail.wrongs }, trail.changes.join(', ')).toEqual({ ways: cell.ways, wrongs: [] });
    expect(card.words).toBe('Your Wise account is connected.');
    const twice = [...backend.exchanged].filter(([, keys]) => keys.size > 1);
    expect(twice, 'codes that were exchanged more than once').toEqual([]);
    await world.clock.run(5000); // the live regions are cleared
    await world.settle();
    expect(world.leftovers, 'listeners, timers and channels at the end').toEqual([]);
    expect(world.windows.all, 'windows left open').toEqual([]);
    expect(Object.keys(sessionStorage), 'stored attempts').toEqual([]);
    world.element.remove();
    await world.settle();
    expect(world.leftovers, 'listeners, timers and channels of a removed element').toEqual([]);
  });
}
