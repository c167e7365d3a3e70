import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { SCENARIOS } from '../../demo/wise/scenarios.js';
import { built } from './dist.js';

// A program is started, on machines that may be slow.
vi.setConfig({ testTimeout: 60_000 });

const program = fileURLToPath(new URL('../../dist/simulator.js', import.meta.url));
const said = (...args: string[]): { status: number | null; stderr: string; stdout: string } => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

test.each(Object.entries(SCENARIOS))('wise-simulator plays %s, and nothing but Node is needed', async (scenario, switches) => {
  const child = spawn(process.execPath, [program, '--port', '0', '--scenario', scenario, '--partner-origin', 'http://localhost:4999'], { cwd: '/' });
  try {
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const [url = ''] = /http:\S+/.exec(first.toString()) ?? [];
    // Also after a reset.
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

test.each([
  ['a scenario that there is not', ['--scenario', 'broken'], 'There is no scenario broken'],
  ['a port that is none', ['--port', 'x'], '--port x is no port'],
  ['an origin with a path', ['--partner-origin', 'http://localhost:4100/'], 'is no origin'],
  ['an option that there is not', ['--prot', '1'], "Unknown option '--prot'"],
])('wise-simulator says so, and what there is, with %s', (_, args, text) => {
  const { status, stderr } = said(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(text);
  expect(stderr).toContain('--scenario NAME');
});

test('wise-simulator explains itself', () => {
  expect(said('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--partner-origin URL') });
});

test('the licenses of what is inside of it are beside it', () => {
  for (const name of ['hono', '@hono/node-server', 'zod', 'lossless-json']) expect(built('simulator.license.md')).toContain(`## ${name} `);
});
