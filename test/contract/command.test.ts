import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../contract/kit/finding.js';
import { RULES } from '../../contract/kit/rules.js';
import { DEFECTS } from './broken.js';
import { BOTH } from './stage.js';
import { useStage } from './use-stage.js';

const stage = useStage();
beforeEach(() => stage.clear());

const COOKIE = { WISE_CONTRACT_COOKIE: 'a=b' };

const PROGRAM = ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../../contract/kit/main.ts', import.meta.url))];

interface Ended {
  code: number;
  out: string;
  err: string;
}

const command = (args: string[], env: NodeJS.ProcessEnv = BOTH): Promise<Ended> => {
  return new Promise((resolve) => {
    execFile(process.execPath, [...PROGRAM, ...args], { env: { ...process.env, ...env } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
};

describe('the command', () => {
  it('exits with 0 if no case failed, and does not wait for an attempt of 30 minutes to expire', async () => {
    const { code, out } = await command(stage.allArgs());
    expect(out).toMatch(/\n23 passed, 0 failed, 1 skipped\n$/);
    expect(out).toMatch(/B15 +skipped .*\n.*your attempts last 1800 s/);
    expect(code).toBe(0);
  });

  it('exits with 1 if a case failed', async () => {
    stage.defect = DEFECTS.find(([name]) => name === 'B11')?.[2]();
    const { code, out } = await command(stage.allArgs());
    expect(out).toMatch(/\nB11 +failed .*\n.*got 200 discarded, not 405\n +contract: “Answer every method .*docs\/backend\.md#exchange-url\)\n +→ /);
    expect(out).toMatch(/\n22 passed, 1 failed, 1 skipped\n$/);
    expect(code).toBe(1);
  });

  it('writes reports that say what it printed', async () => {
    stage.defect = DEFECTS.find(([name]) => name === 'B11')?.[2]();
    const folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
    const [xml, json] = [join(folder, 'kit.xml'), join(folder, 'kit.json')];
    try {
      const { code, out } = await command([...stage.allArgs(), '--junit', xml, '--json', json]);
      expect(code, out).toBe(1);
      const report = JSON.parse(readFileSync(json, 'utf8')) as { passed: number; failed: number; skipped: number; stopped: null; cases: Finding[] };
      expect(report).toMatchObject({ passed: 22, failed: 1, skipped: 1, stopped: null });
      expect(report.cases.find(({ result }) => result === 'failed')).toMatchObject({ name: 'B11', contract: RULES.postOnly });
      expect(readFileSync(xml, 'utf8')).toMatch(/<testsuite name="wise-link-contract" tests="24" failures="1" errors="0" skipped="1" /);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('writes complete reports though the reader of its output has gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
    const json = join(folder, 'kit.json');
    try {
      const child = spawn(process.execPath, [...PROGRAM, ...stage.allArgs(), '--json', json], { env: { ...process.env, ...BOTH }, stdio: ['ignore', 'pipe', 'inherit'] });
      child.stdout.once('data', () => child.stdout.destroy());
      const [code] = (await once(child, 'exit')) as [number | null];
      expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ stopped: null, passed: 23 });
      expect(code).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('writes a report with an error if it cannot start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wise-link-kit-'));
    const xml = join(folder, 'kit.xml');
    try {
      const { code } = await command(['http://127.0.0.1:1/x', '--wise', 'http://127.0.0.1:1', '--junit', xml], COOKIE);
      expect(code).toBe(2);
      expect(readFileSync(xml, 'utf8')).toContain('<error message="The Wise simulator at http://127.0.0.1:1/ cannot be reached: bad port."/>');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each<[how: string, args: string[], reason: RegExp, env?: NodeJS.ProcessEnv]>([
    ['without a URL', [], /URL of your exchange endpoint/],
    ['without a session', ['http://127.0.0.1:1/x'], /WISE_CONTRACT_COOKIE/, {}],
    ['with an unknown option', ['http://127.0.0.1:1/x', '--cookies', 'a=b'], /--cookies/],
    ['with an unreachable server', ['http://127.0.0.1:1/x', '--wise', 'http://127.0.0.1:1'], /cannot be reached/],
  ])('exits with 2 and the reason %s', async (_, args, reason, env = COOKIE) => {
    const { code, err } = await command(args, env);
    expect(err).toMatch(reason);
    expect(code).toBe(2);
  });

  it('prints its help', async () => {
    const { code, out } = await command(['--help']);
    expect(out).toContain('WISE_CONTRACT_OTHER_COOKIE');
    expect(code).toBe(0);
  });
});
