// Tests the built simulator.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { SCENARIOS } from '../../src/simulator/scenarios.js';
import type * as Sources from '../../src/simulator/index.js';
import { built } from './dist.js';

// These tests start a program, which takes long on slow machines.
vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL('../../dist/simulator.js', import.meta.url));
const said = (...args: string[]): { status: number | null; stderr: string; stdout: string } => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

/** Starts the simulator on a free port, and returns its first output. */
async function started(...args: string[]): Promise<{ child: ChildProcess; url: string; seed: string }> {
  const child = spawn(process.execPath, [program, '--port', '0', ...args], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = (await once(child.stdout, 'data')) as [Buffer];
  const [, url = '', seed = ''] = /(http:\S+)\n +--seed (\S+)/.exec(first.toString()) ?? [];
  return { child, url, seed };
}

test.each(Object.entries(SCENARIOS))('wise-simulator plays %s with Node alone', async (scenario, switches) => {
  const { child, url } = await started('--scenario', scenario, '--partner-origin', 'http://localhost:4999');
  try {
    // The scenario stays after a reset.
    for (const path of ['reset', 'switches']) await fetch(`${url}/simulator/${path}`, { method: path === 'reset' ? 'POST' : 'GET' });
    expect(await (await fetch(`${url}/simulator/switches`)).json()).toMatchObject(switches);
    if ('unavailable' in switches || 'rateLimited' in switches) return;
    const asked = (origin: string): Promise<Response> =>
      fetch(`${url}/oauth/authorize/?client_id=bank&state=s&redirect_uri=${encodeURIComponent(`${origin}/wise-callback.html`)}`);
    expect((await asked('http://localhost:4999')).ok).toBe(true);
    expect((await asked('http://localhost:4100')).ok).toBe(false);
  } finally {
    child.kill();
  }
});

test('wise-simulator prints its seed, and a new one with that seed is identical', async () => {
  const tokens: unknown[] = [];
  let printed = '';
  for (const isAgain of [false, true, false]) {
    const { child, url, seed } = await started(...(isAgain ? ['--seed', printed] : []));
    try {
      const headers = { Authorization: `Basic ${btoa('bank:banksecret')}` };
      const answer = await fetch(`${url}/oauth/token`, { method: 'POST', headers, body: new URLSearchParams({ grant_type: 'client_credentials' }) });
      tokens.push((await answer.json()).access_token);
      printed ||= seed;
    } finally {
      child.kill();
    }
  }
  const [first, second, third] = tokens;
  expect(first).toMatch(/^[\w-]{36}$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test.each([
  ['an unknown scenario', ['--scenario', 'broken'], '--scenario "broken" is not a scenario'],
  ['an invalid port', ['--port', 'x'], '--port "x" is not a port number'],
  ['an origin with a path', ['--partner-origin', 'http://localhost:4100/'], 'is not an origin'],
  ['an unknown option', ['--prot', '1'], "Unknown option '--prot'"],
])('wise-simulator reports %s, and lists the options', (_, args, text) => {
  const { status, stderr } = said(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).toContain('--scenario NAME');
});

test('wise-simulator has --help', () => {
  expect(said('--help')).toMatchObject({ status: 0, stdout: expect.stringMatching(/--partner-origin URL[^]*--seed TEXT[^]*predictable/) });
});

test('a file beside it has the licenses of its dependencies', () => {
  for (const name of ['hono', '@hono/node-server', 'zod', 'lossless-json', 'node-forge']) expect(built('simulator.license.md')).toContain(`## ${name} `);
});

test('wise-simulator lists its partners, and shows why a call failed', async () => {
  const child = spawn(process.execPath, [program, '--port', '0', '--client-id', 'app', '--redirect-uri', 'http://localhost:3000/wise-redirect'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  try {
    await vi.waitFor(() => expect(output).toContain('client app\n    http://localhost:3000/wise-redirect'), 10_000);
    const [, url] = /(http:\S+)/.exec(output) ?? [];
    await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams({ grant_type: 'client_credentials' }) });
    await vi.waitFor(() => expect(output).toContain('POST /oauth/token client_credentials 401: there is no Authorization header'), 10_000);
  } finally {
    child.kill();
  }
});

test('wise-link/simulator starts the same simulator in a program', async () => {
  const { startSimulator } = (await import(new URL('../../dist/simulator/index.js', import.meta.url).href)) as typeof Sources;
  const wise = await startSimulator({ port: 0, clientId: 'app', redirectUris: ['app://x'] });
  try {
    expect((await fetch(`${wise.url}/oauth/authorize/?client_id=app&redirect_uri=app%3A%2F%2Fx`)).status).toBe(200);
  } finally {
    await wise.close();
  }
  await expect(startSimulator({ port: -1 })).rejects.toMatchObject({ name: 'OptionError' });
});
