import { afterAll, beforeAll, it } from 'vitest';
import { usePostgres } from '../server/postgres.js';
import { bundle } from './bundle.js';
import { interrupt } from './interrupt.js';
import { INTERRUPTIONS, titleOf } from './interruptions.js';
import { Stage } from './stage.js';
import { WebhookReceiver } from './webhook-receiver.js';

const postgres = usePostgres();
const webhooks = new WebhookReceiver();
let stage: Stage;

beforeAll(async () => {
  await webhooks.start();
  stage = new Stage(await bundle('interruptions', [], 'service'), await postgres.newDatabase(), webhooks.settings);
  await stage.open();
});
afterAll(async () => {
  await stage.close();
  await webhooks.close();
});

it.each(INTERRUPTIONS.map((one) => [titleOf(one), one] as const))('the service is killed at "%s", and nothing is lost', (_, one) => interrupt(stage, webhooks, one));
