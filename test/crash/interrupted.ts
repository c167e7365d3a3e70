import { expect } from 'vitest';
import type { ElementRequest, Page } from './page.js';
import { right, typed } from './rows.js';
import type { Stage } from './stage.js';
import type { WebhookReceiver } from './webhook-receiver.js';

/** What a request is sent to, and from where. */
export interface Scene {
  stage: Stage;
  page: Page;
  webhooks: WebhookReceiver;
}

/** A request of the page or of the bank's backend during which the service is killed. */
export interface Interrupted {
  /** Makes what the request needs. Returns the request. */
  prepare(scene: Scene): Promise<() => Promise<unknown>>;
  /** Repeats the request after the restart, and checks that nothing was lost. */
  again(scene: Scene): Promise<void>;
}

const EMAIL = '/v1/user/signup/registration_code';
const TABLES = ['email_request', 'attempt', 'exchange_request', 'used_code', 'refusal', 'wise_link', 'hook_event'];
let exchange: ElementRequest;
let earlierToken = '';
let earlierCalls = 0;

async function link({ stage, page }: Scene): Promise<void> {
  exchange = await page.authorize(stage.backend, right);
  expect((await stage.untilFinal(page, exchange)).word).toBe('linked');
}

/** The exchange is answered with "linked" by one token call, and the token works. */
async function isLinked({ stage, page }: Scene): Promise<void> {
  expect((await stage.untilFinal(page, exchange)).word).toBe('linked');
  expect(stage.wise.callsOf(String(page.secrets.get('code')))).toEqual({ calls: 1, granted: 1 });
  expect(await stage.tokenWorks()).toBe(true);
}

/** Sends a request to the internal API until it is not answered with 503, for at most a minute of the service's clock. */
async function untilAnswered(stage: Stage, method: string, path: string, body?: string): Promise<{ status: number; text: string }> {
  for (let waited = 0; waited < 60; waited += 5) {
    const answer = await stage.backend.inside(method, path, body);
    if (answer.status !== 503) return answer;
    await stage.forward(5);
  }
  return expect.fail(`${method} ${path} was answered with 503 for a minute.`);
}

async function accessToken(stage: Stage): Promise<string> {
  const { status, text } = await untilAnswered(stage, 'GET', '/customers/sarah/access-token');
  expect(status).toBe(200);
  return String((JSON.parse(text) as { accessToken: string }).accessToken);
}

/** An exchange. The customer is linked after it, and the bank's backend has a webhook. */
const exchanging: Interrupted = {
  prepare: async ({ stage, page }) => {
    exchange = await page.authorize(stage.backend, right);
    return () => page.send(stage.backend, exchange);
  },
  again: async (scene) => {
    await isLinked(scene);
    const { stage, webhooks } = scene;
    // Longer than the lease of a delivery.
    await stage.forward(61);
    await expect.poll(() => webhooks.acceptedOf('sarah'), { timeout: 20_000 }).toContain('link.linked');
    expect(new Set(webhooks.received.map(({ id, type }) => `${id} ${type}`)).size).toBe(1);
    await expect.poll(async () => (await stage.backend.rows('select 1 from hook_event')).length, { timeout: 20_000 }).toBe(0);
  },
};

const start = JSON.stringify({ flow: 'popup', environment: 'sandbox' });

/** The requests, by name. */
export const INTERRUPTED = {
  start: {
    prepare: async ({ stage, page }) => () => page.post(stage.backend, '/api/wise/start', start),
    again: async (scene) => {
      await link(scene);
      await isLinked(scene);
    },
  },
  status: {
    prepare: async (scene) => {
      await link(scene);
      return () => scene.page.askStatus(scene.stage.backend);
    },
    again: async ({ stage, page }) => expect(await page.askStatus(stage.backend)).toBe('linked'),
  },
  session: exchanging,
  webhook: exchanging,
  email: {
    prepare: async ({ stage, page }) => {
      exchange = await page.authorize(stage.backend, typed);
      earlierCalls = stage.wise.countOf(EMAIL);
      return () => page.post(stage.backend, '/api/wise/email', JSON.stringify({ attemptId: page.attemptId }));
    },
    again: async ({ stage, page }) => {
      const send = (): Promise<Response> => page.post(stage.backend, '/api/wise/email', JSON.stringify({ attemptId: page.attemptId }));
      // The email of before the crash may have been sent, so the next one has to wait.
      let response = await send();
      if (response.status === 429) {
        await stage.forward(Number(response.headers.get('Retry-After')));
        response = await send();
      }
      expect(response.status).toBe(202);
      expect(stage.wise.countOf(EMAIL) - earlierCalls).toBeLessThanOrEqual(2);
      expect((await stage.untilFinal(page, exchange)).word).toBe('pending_confirmation');
      expect((await stage.untilFinal(page, page.confirmation(true))).word).toBe('linked');
      expect(await stage.tokenWorks()).toBe(true);
    },
  },
  'access token': {
    prepare: async (scene) => {
      await link(scene);
      earlierToken = await accessToken(scene.stage);
      // The token is due, and not yet over.
      await scene.stage.forward(7 * 3600);
      return () => scene.stage.backend.inside('GET', '/customers/sarah/access-token');
    },
    again: async ({ stage }) => {
      // Longer than the lease of the refresh that was interrupted.
      await stage.forward(31);
      const token = await accessToken(stage);
      expect(token).not.toBe(earlierToken);
      expect(await stage.tokenWorks()).toBe(true);
      expect(await accessToken(stage)).toBe(token);
    },
  },
  'refused token': {
    prepare: async (scene) => {
      await link(scene);
      earlierToken = await accessToken(scene.stage);
      return () => scene.stage.backend.inside('POST', '/customers/sarah/refused-token', JSON.stringify({ accessToken: earlierToken }));
    },
    again: async ({ stage }) => {
      expect((await untilAnswered(stage, 'POST', '/customers/sarah/refused-token', JSON.stringify({ accessToken: earlierToken }))).status).toBe(204);
      expect(await accessToken(stage)).not.toBe(earlierToken);
      expect(await stage.tokenWorks()).toBe(true);
    },
  },
  erasure: {
    prepare: async (scene) => {
      await link(scene);
      return () => scene.stage.backend.inside('DELETE', '/customers/sarah');
    },
    again: async ({ stage }) => {
      expect((await untilAnswered(stage, 'DELETE', '/customers/sarah')).status).toBe(204);
      const left = TABLES.map((table) => `select '${table}' as name from ${table} where customer_id = 'sarah'`);
      expect(await stage.backend.rows(left.join(' union all '))).toEqual([]);
      expect((await stage.backend.inside('GET', '/customers/sarah/access-token')).status).toBe(404);
    },
  },
} as const satisfies Record<string, Interrupted>;

/** The name of a request. */
export type InterruptedName = keyof typeof INTERRUPTED;
