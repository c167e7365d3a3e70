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

test('what is not applicable says why', ({ task }) => {
  const table = all.map(({ step, fault, cell }) => (typeof cell === 'string' ? { step, fault, reason: cell } : { step, fault, what: cell.what }));
  // The table is printed from this.
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
    // With all that happened, so that a failure tells its story.
    expect({ ways, wrongs: trail.wrongs }, trail.changes.join(', ')).toEqual({ ways: cell.ways, wrongs: [] });
    expect(card.words).toBe('Your Wise account is linked.');
    const twice = [...backend.exchanged].filter(([, keys]) => keys.size > 1);
    expect(twice, 'codes that were exchanged more than once').toEqual([]);
    await world.clock.run(5000); // what is said to screen readers goes away by itself
    await world.settle();
    expect(world.leftovers, 'what is left at the end').toEqual(['listener for storage']);
    expect(world.windows.all, 'windows left open').toEqual([]);
    expect(Object.keys(sessionStorage), 'notes left').toEqual([]);
    world.element.remove();
    await world.settle();
    expect(world.leftovers, 'what is left of an element that is gone').toEqual([]);
  });
}
