// Tests that the commands that start a server report a taken port in one sentence.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { takenPort } from '../../demo/taken-port.mjs';

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

test('if its port is taken, `npm run wise` says so in one sentence', { timeout: 120_000 }, async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const wise = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('../../src/simulator/main.ts', import.meta.url)), '--port', String(port)]);
  const [[code], errors] = await Promise.all([once(wise, 'exit'), text(wise.stderr)]);
  other.close();
  expect(errors).toBe(`Port ${port} is in use: stop the program that uses it, or choose another one with --port, or 0 for a free one.\n`);
  expect(code).toBe(1);
});

test.each([
  ['Port 4300 is already in use', 'Port 4300 is in use: stop the program that uses it, or choose another port, as with npm run docs -- --serve --port 4310.'],
  ['The page is not there', undefined],
])('of the error "%s" of `npm run docs -- --serve` the sentence is %s', (message, sentence) => {
  expect(takenPort(new Error(message), (_, port) => `npm run docs -- --serve --port ${port}`)).toBe(sentence);
});
