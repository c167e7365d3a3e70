import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle } from './bundle.js';
import { play } from './play.js';
import { nameOf } from './rows.js';
import type { Row } from './rows.js';
import { Stage } from './stage.js';
import { faultsOf } from './verdict.js';

/** Defines a test for each row, on one database. test/crash-table.mjs prints the table from the test report. */
export function crashes(database: string, rows: readonly Row[], newDatabase: () => Promise<string>, program?: 'service'): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = new Stage(await bundle(program ?? database, [], program), await newDatabase());
    await stage.open();
  });
  afterAll(() => stage.close());
  for (const row of rows) {
    it(nameOf(row), async ({ task }) => {
      const outcome = await play(stage, row);
      const faults = faultsOf(row, outcome);
      const { point: { step, where }, person } = row;
      Object.assign(task.meta, { row: { database, step, where, person: person.name, ...outcome, faults } });
      expect(faults, JSON.stringify(outcome)).toEqual([]);
    });
  }
}
