import { describe, expect, it } from 'vitest';
import { usePostgres } from '../server/postgres.js';
import { bundle } from './bundle.js';
import { interrupt } from './interrupt.js';
import { INTERRUPTIONS, titleOf } from './interruptions.js';
import { play } from './play.js';
import { PLANTED, PLANTED_IN_SERVICE } from './planted.js';
import { nameOf, ROWS } from './rows.js';
import { Stage } from './stage.js';
import { faultsOf } from './verdict.js';
import { WebhookReceiver } from './webhook-receiver.js';

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

  it.each(PLANTED_IN_SERVICE)('$bug, in the service', async ({ at, plants }) => {
    const one = INTERRUPTIONS.find((each) => titleOf(each) === at) ?? expect.fail(`There is no row ${at}.`);
    const webhooks = new WebhookReceiver();
    await webhooks.start();
    const stage = new Stage(await bundle('planted-service', plants, 'service'), await postgres.newDatabase(), webhooks.settings);
    try {
      await stage.open();
      await expect(interrupt(stage, webhooks, one)).rejects.toThrow();
    } finally {
      await stage.close();
      await webhooks.close();
    }
  });
});
