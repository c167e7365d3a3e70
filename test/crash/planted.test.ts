import { describe, expect, it } from 'vitest';
import { usePostgres } from '../server/postgres.js';
import { bundle } from './bundle.js';
import { play } from './play.js';
import { PLANTED } from './planted.js';
import { nameOf, ROWS } from './rows.js';
import { Stage } from './stage.js';
import { faultsOf } from './verdict.js';

const postgres = usePostgres();

describe('the crash table finds that', () => {
  it.each(PLANTED)('$bug', async ({ row: name, fault, plants }) => {
    const row = ROWS.find((each) => nameOf(each) === name) ?? expect.fail(`There is no row ${name}.`);
    const stage = new Stage(await bundle('planted', plants), await postgres.newDatabase());
    try {
      await stage.open();
      expect(faultsOf(row, await play(stage, row))).toContain(fault);
    } finally {
      await stage.close();
    }
  });
});
