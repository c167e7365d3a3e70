import { setupServer } from 'msw/node';
import { afterEach, describe, expect, test } from 'vitest';
import { backend, SCENARIOS, type Scenario } from '../../src/testing/index.js';
import { expectAsDocumented } from './operation.js';

const BANK = 'https://bank.example';
const names = Object.keys(SCENARIOS) as Scenario[];
const grant = { state: '0'.repeat(43), code: 'G2s8EJ', redirectUri: `${BANK}/wise-callback.html` };

/** The fake backend of the current test. */
let server: ReturnType<typeof setupServer> | undefined;
afterEach(() => server?.close());

/** Calls the fake backend. Returns undefined if there is no response. */
async function asked(path: string, body?: object): Promise<{ status: number; headers: Headers; body: unknown } | undefined> {
  const init = body && { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
  const response = await fetch(`${BANK}/api/wise/${path}`, init).catch(() => undefined);
  return response && { status: response.status, headers: response.headers, body: await response.json() };
}

describe.each(names)('the fake backend with the scenario %s', (scenario) => {
  test('answers every call as documented, also repeated ones', async () => {
    const at = (name: string): string => `${BANK}/api/wise/${name}`;
    server = setupServer(...backend(scenario, { start: at('start'), exchange: at('exchange'), email: at('email'), status: at('status') }));
    server.listen({ onUnhandledRequest: 'error' });
    const calls: [path: string, body?: object][] = [
      ['status'],
      ['start', { flow: 'popup', environment: 'sandbox', locale: 'en-GB', redirectUri: grant.redirectUri }],
      ['status'],
      ['email', {}],
      ...Array.from({ length: 3 }, (): [string, object] => ['exchange', { ...grant, source: 'popup' }]),
      ...Array.from({ length: 6 }, (): [string, object] => ['exchange', { ...grant, source: 'typed' }]),
      ['status'],
      ['exchange', { attemptId: 'a_1', confirm: false }],
      ['exchange', { attemptId: 'a_1', confirm: true }],
      ['status'],
    ];
    let answers = 0;
    for (const [path, body] of calls) {
      const answer = await asked(path, body);
      if (!answer) continue;
      answers += 1;
      expectAsDocumented(body ? 'POST' : 'GET', `/api/wise/${path}`, answer);
    }
    expect(answers).toBe(scenario === 'network-error' ? 8 : calls.length);
  });
});
