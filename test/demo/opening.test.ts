// Tests that `npm start` answers pages before its bank is open.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createLogger } from 'vite';
import { expect, test, vi } from 'vitest';
import type { RunningBank } from '../../demo/bank/start.js';
import { Opening } from '../../demo/opening.js';

/** The arguments of a call, which only the bank looks at. */
const CALL = [{} as IncomingMessage, {} as ServerResponse] as const;

function opened() {
  const bank = { listener: vi.fn<RunningBank['listener']>(), close: vi.fn<RunningBank['close']>(async () => {}) };
  let resolve: (bank: RunningBank) => void = () => {};
  const promise = new Promise<RunningBank>((done) => (resolve = done));
  const opening = new Opening(() => promise);
  opening.opens(createLogger('silent'));
  return { bank, opening, opens: () => resolve(bank) };
}

test('a call waits until the bank is open', async () => {
  const { bank, opening, opens } = opened();
  const answer = opening.answers(...CALL);
  expect(bank.listener).not.toHaveBeenCalled();
  opens();
  await answer;
  expect(bank.listener).toHaveBeenCalledExactlyOnceWith(...CALL);
});

test('a server that stops while the bank opens closes the bank', async () => {
  const { bank, opening, opens } = opened();
  const end = opening.closes();
  opens();
  await end;
  expect(bank.close).toHaveBeenCalledOnce();
});

test('without its database, `npm start` prints the reason and fails', { timeout: 120_000 }, async () => {
  const env = { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/none', ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'), PORT: '0', WISE_PORT: '0' };
  const start = spawn(process.execPath, [fileURLToPath(new URL('../../demo/start.mjs', import.meta.url))], { env });
  const [[code], output] = await Promise.all([once(start, 'exit'), text(start.stderr), text(start.stdout)]);
  expect(output).toContain('ECONNREFUSED 127.0.0.1:1');
  expect(code).toBe(1);
});
