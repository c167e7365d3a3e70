import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { usePostgres } from '../server/postgres.js';
import { answerJson, SARAH, startBankServer } from './bank-server.js';

const postgres = usePostgres();
const bank = await startBankServer(answerJson(SARAH));
const SECRET = Buffer.alloc(32, 9).toString('base64');
const PROGRAM = fileURLToPath(new URL('../../src/service/command.ts', import.meta.url));

const settings = (databaseUrl: string): Record<string, string> => ({
  WISE_LINK_ORIGIN: 'https://bank.example',
  WISE_LINK_REDIRECT_URIS: 'https://bank.example/wise-callback.html',
  WISE_LINK_SESSION_URL: bank.url.href,
  WISE_LINK_ENVIRONMENT: 'sandbox',
  WISE_LINK_CLIENT_ID: 'bank',
  WISE_LINK_CLIENT_SECRET: 'secret-canary',
  DATABASE_URL: databaseUrl,
  WISE_LINK_KEYS: `2027:${SECRET}`,
  WISE_LINK_INTERNAL_SECRET: SECRET,
  PORT: '0',
  WISE_LINK_INTERNAL_PORT: '0',
});

/** Runs the command. Its first line of output, if it has one, and what it has said in the end. */
function run(args: string[], env: Record<string, string>): { first: Promise<string>; end: Promise<{ code: number | null; output: string; errors: string }>; kill(): void; output(): string } {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (errors += String(chunk)));
  const first = once(createInterface(child.stdout), 'line').then(([line]) => String(line));
  const end = once(child, 'close').then(([code]) => ({ code: code as number | null, output, errors }));
  return { first, end, kill: () => void child.kill('SIGTERM'), output: () => output };
}

describe('wise-link-server', () => {
  it('starts on PostgreSQL, answers, and stops at SIGTERM', async () => {
    const service = run([], settings(await postgres.newDatabase()));
    const started = JSON.parse(await service.first) as { event: string; endpoints: { port: number }; internal: { port: number } };
    expect(started.event).toBe('started');
    const headers = { 'Cookie': 'sid=1', 'X-Wise-Link': '1' };
    const status = await fetch(`http://127.0.0.1:${started.endpoints.port}/api/wise/status`, { headers });
    expect([status.status, await status.json()]).toEqual([200, expect.objectContaining({ status: 'none' })]);
    expect((await fetch(`http://127.0.0.1:${started.internal.port}/ready`)).status).toBe(204);
    service.kill();
    const { code, output, errors } = await service.end;
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    // Each line of the log is JSON.
    expect(output.trim().split('\n').map((line) => (JSON.parse(line) as { event: string }).event)).toContain('request');
    expect(output).not.toContain('canary');
  });

  it('is measured with OpenTelemetry, as docs/operations.md says', async () => {
    const [, code = ''] = /^   ```js\n(.*?)^   ```$/ms.exec(readFileSync(new URL('../../docs/operations.md', import.meta.url), 'utf8')) ?? [];
    // Below node_modules, so that it finds the packages.
    const folder = fileURLToPath(new URL('../../node_modules/.cache/telemetry', import.meta.url));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/telemetry.mjs`, code.replaceAll(/^ {3}/gm, '').replace('60_000', '200'));
    const service = run([], { ...settings(await postgres.newDatabase()), NODE_OPTIONS: `--import=${pathToFileURL(folder).href}/telemetry.mjs` });
    const { endpoints } = JSON.parse(await service.first) as { endpoints: { port: number } };
    await fetch(`http://127.0.0.1:${endpoints.port}/api/wise/status`, { headers: { 'Cookie': 'sid=1', 'X-Wise-Link': '1' } });
    await expect.poll(() => service.output(), { timeout: 20_000 }).toContain('wise_link.request.duration');
    service.kill();
    expect((await service.end).code).toBe(0);
  });

  it('--check-config says that the settings are right, and starts nothing', async () => {
    expect(await run(['--check-config'], settings('postgres://nobody@127.0.0.1:1/none')).end).toEqual({ code: 0, output: 'The settings are right.\n', errors: '' });
  });

  it('--check-config names each mistake, and exits with 2', async () => {
    const { code, errors } = await run(['--check-config'], { ...settings('postgres://bank@localhost/x'), WISE_LINK_ENVIRONMENT: 'live', PORT: 'x' }).end;
    expect({ code, errors }).toEqual({ code: 2, errors: 'wise-link-server cannot start:\n- PORT must be a port, from 0 to 65535.\n- WISE_LINK_ENVIRONMENT must be "sandbox" or "production".\n' });
  });

  it('exits with 1, and prints no password, if the database cannot be reached', async () => {
    const { code, errors } = await run([], settings('postgres://bank:secret-canary@127.0.0.1:1/bank')).end;
    expect(code).toBe(1);
    expect(errors).toContain('the error ECONNREFUSED');
    expect(errors).not.toContain('canary');
  });

  it('exits with 1 if a port is taken', async () => {
    const { code, errors } = await run([], { ...settings(await postgres.newDatabase()), PORT: bank.url.port }).end;
    expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining('EADDRINUSE') as string });
  });
});
