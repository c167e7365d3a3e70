import { expect } from 'vitest';
import { INTERRUPTED } from './interrupted.js';
import type { Interruption } from './interruptions.js';
import type { Stage } from './stage.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** Kills the service at a point of a request, restarts it, repeats the request, and checks that nothing is lost and no secret is in the output. */
export async function interrupt(stage: Stage, webhooks: WebhookReceiver, one: Interruption): Promise<void> {
  webhooks.received.length = 0;
  await stage.clear();
  const page = stage.openPage();
  await page.logIn(stage.backend, 'sarah');
  const scene = { stage, page, webhooks };
  const request = INTERRUPTED[one.request];
  expect(await crash(scene, one, await request.prepare(scene)), 'the service was killed').toBe(true);
  await stage.start();
  await request.again(scene);
  expect(stage.leaks(page)).toEqual([]);
  expect(stage.errors()).toEqual([]);
}

/** Sends a request during which the service is killed. Returns whether it was killed. */
async function crash({ stage: { backend, wise }, webhooks }: { stage: Stage; webhooks: WebhookReceiver }, { moment, atWork }: Interruption, send: () => Promise<unknown>): Promise<boolean> {
  if (moment) await backend.crashAt(moment);
  else if (atWork === 'webhook') {
    webhooks.answer = async (): Promise<false> => {
      webhooks.answer = () => 204;
      await backend.kill();
      return false;
    };
  }
  else wise.beforeNextAnswer(() => backend.kill(), atWork);
  // A webhook may be on its way after the answer.
  await send().catch(() => null);
  return backend.wasKilled();
}
