// Tests that `npm start` reports a taken port in one sentence.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test.each([
  ['the bank', 'PORT', 'WISE_PORT', 'localhost'],
  ['the simulator', 'WISE_PORT', 'PORT', '127.0.0.1'],
])('if the port of %s is taken, `npm start` says so in one sentence', { timeout: 120_000 }, async (_, taken, free, host) => {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const env = { ...process.env, [taken]: String(port), [free]: '0' };
  const start = spawn(process.execPath, [fileURLToPath(new URL('../../demo/start.mjs', import.meta.url))], { env });
  const [[code], errors] = await Promise.all([once(start, 'exit'), text(start.stderr)]);
  other.close();
  expect(errors.trim()).toBe(`Port ${port} is in use: stop the program that uses it, or choose another port, as with ${taken}=${port + 10} npm start.`);
  expect(code).toBe(1);
});
