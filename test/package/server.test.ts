// Tests the built server and its commands.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { migrate } from '../../src/server/migrate.js';
import { postgres } from '../../src/server/postgres.js';
import { usePostgres } from '../server/postgres.js';

// These tests start programs, which takes long on slow machines.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

describe('wise-link-migrate', () => {
  const server = usePostgres();
  const run = (databaseUrl: string, ...args: string[]): { status: number | null; stderr: string; stdout: string } =>
    spawnSync(process.execPath, [join(dist, 'migrate.js'), ...args], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: databaseUrl } });

  test('creates the same schema as the server, and can run again', async () => {
    const [one, other] = [await server.newDatabase(), await server.newDatabase()];
    for (const _ of ['first', 'second']) expect(run(one)).toMatchObject({ status: 0, stdout: 'The database has the schema of this version.\n', stderr: '' });
    const migrated = await postgres({ connectionString: one });
    const started = await postgres({ connectionString: other });
    await migrate(started);
    const sql = `select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`;
    expect((await migrated.query(sql)).rows).toEqual((await started.query(sql)).rows);
    await Promise.all([migrated.close(), started.close()]);
  });

  test('without DATABASE_URL explains itself', () => {
    expect(run('')).toMatchObject({ status: 2, stderr: expect.stringContaining('DATABASE_URL=postgres://') });
    expect(run('', '--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('DATABASE_URL=postgres://') });
  });

  test('on a failure exits with 1, and prints no password', () => {
    const { status, stderr } = run('postgres://bank:secret-canary@127.0.0.1:1/none');
    expect(status).toBe(1);
    expect(stderr).not.toBe('');
    expect(stderr).not.toContain('secret-canary');
  });
});

describe('without the package of a database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wise-link-alone-'));
  beforeAll(() => {
    cpSync(dist, join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const evaluate = (script: string): string => execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder, encoding: 'utf8' });

  test.each([
    ['postgres', "{ connectionString: 'postgres://localhost/bank' }", 'wise-link/server/postgres needs the package pg: run `npm install pg`.'],
    ['pglite', '{}', 'wise-link/server/pglite needs the package @electric-sql/pglite: run `npm install @electric-sql/pglite`.'],
  ])('wise-link/server/%s says which one to install', (name, options, sentence) => {
    expect(evaluate(`import { ${name} } from './dist/server/${name}.js'; ${name}(${options}).catch(({ message }) => console.log(message))`)).toBe(`${sentence}\n`);
  });

  test('the server starts with Node alone, with a database of the partner', () => {
    const script = `
      import { createWiseLink } from './dist/server.js';
      await createWiseLink({}).catch(({ message }) => console.log(message.split('\\n')[0]));`;
    expect(evaluate(script)).toBe('createWiseLink cannot start:\n');
  });
});
