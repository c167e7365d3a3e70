// Checks the package that npm publishes.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

// These tests start programs, which takes long on slow machines.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, string | Record<string, string>> };

const folder = mkdtempSync(join(tmpdir(), 'wise-link-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The tarball of `npm pack`. */
let tarball: string;
let packed: string[];
beforeAll(() => {
  const [{ filename, files }] = JSON.parse(run('npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)) as [
    { filename: string; files: { path: string }[] },
  ];
  tarball = join(folder, filename);
  packed = files.map(({ path }) => path);
});

describe('the package', () => {
  test('contains what a partner uses, and nothing else', () => {
    const kinds = [
      /^(LICENSE|(README|CHANGELOG|SECURITY)\.md|package\.json)$/,
      /^llms\.txt$/,
      /^docs\/tasks\/[\w-]+\.md$/,
      /^contract\/(openapi|errors|internal-api)\.json$/,
      /^frameworks\/((react|preact|solid|solid-2|svelte|vue)\.d|wise-link\.directive)\.ts$/,
      /^dist\/(custom-elements|integrity|sbom\.cdx|web-types|vscode\.(html|css)-custom-data)\.json$/,
      /^dist\/([\w-]+\/)*[\w.-]+\.d\.ts$/,
      /^dist\/((chunks|testing|server|simulator)\/)?[\w-]+\.js(\.map)?$/,
      /^dist\/cdn\/([\w.-]+\.js(\.map)?|callback(-external)?\.html)$/,
      /^dist\/locales\/[\w-]+\.js$/,
      /^dist\/(simulator|server)\.license\.md$/,
    ];
    expect(packed.filter((path) => !kinds.some((kind) => kind.test(path)))).toEqual([]);
    expect(kinds.filter((kind) => !packed.some((path) => kind.test(path)))).toEqual([]);
  });

  test('installs only the base class of Lit: the server contains its dependencies, and its databases are optional', () => {
    const { dependencies, peerDependenciesMeta, peerDependencies } = JSON.parse(read('package.json')) as Record<string, Record<string, { optional: boolean }>>;
    expect(Object.keys(dependencies ?? {})).toEqual(['@lit/reactive-element']);
    expect(Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true)).toEqual([]);
  });

  test('passes publint', async () => {
    const { messages, pkg } = await publint({ level: 'suggestion', strict: true, pack: { tarball: arrayBuffer(tarball) } });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test('has types for all entry points, in Node and bundlers', () => {
    const files = ['callback.html', 'openapi.json', 'errors.json', 'internal-api.json', 'custom-elements.json', 'integrity.json', 'package.json'];
    // attw exits with 1 on an error, so `run` throws. The package does not support `require` or old module resolution.
    const found = run('npx', 'attw', tarball, '--profile', 'esm-only', '--no-color', '--format', 'table-flipped', '--exclude-entrypoints', ...files);
    expect(found).toContain('"wise-link/react"');
  });

  test('does nothing and does not throw when imported in Node', () => {
    const names = Object.entries(exports)
      .filter(([name, entry]) => typeof entry === 'object' && !name.includes('*'))
      .map(([name]) => `wise-link${name.slice(1)}`);
    expect(names).toContain('wise-link/react');
    const script = `for (const name of ${JSON.stringify([...names, 'wise-link/locales/de.js', 'wise-link/locales/auto.js'])}) await import(name); console.log('fine')`;
    for (const conditions of [[], ['--conditions=development']]) expect(run('node', ...conditions, '--input-type=module', '--eval', script)).toBe('fine\n');
  });
});

test('warns about another copy of the element in development only', () => {
  const script = `
    import '@lit/reactive-element';
    console.warn = (text) => /twice|already/.test(text) && console.log(text);
    if (process.argv.at(-1) === 'taken') customElements.define('wise-link', class {});
    await import('wise-link');`;
  const warns = (...args: string[]): string => run('node', '--input-type=module', '--eval', script, ...args);
  const inDevelopment = (...args: string[]): string => run('node', '--conditions=development', '--input-type=module', '--eval', script, ...args);
  expect(inDevelopment('taken')).toContain('already defined');
  expect([inDevelopment(), warns('taken')]).toEqual(['', '']);
});

test('lists all reasons that block a release', () => {
  const elsewhere = join(folder, 'to be released');
  for (const name of ['package/release.mjs', 'test/tools', 'CHANGELOG.md']) cpSync(join(root, name), join(elsewhere, name), { recursive: true });
  writeFileSync(join(elsewhere, 'package.json'), JSON.stringify({ version: '99.0.0', type: 'module' }));
  for (const args of [['init', '--quiet'], ['-c', 'user.name=x', '-c', 'user.email=x@x.example', 'commit', '--quiet', '--allow-empty', '--message', 'x']]) {
    execFileSync('git', args, { cwd: elsewhere });
  }
  const release = (): { stderr: string; status: number | null } => spawnSync('node', ['package/release.mjs', '--dry-run'], { cwd: elsewhere, encoding: 'utf8' });
  const { stderr, status } = release();
  expect(status).toBe(1);
  for (const reason of ['not committed', 'no tag v99.0.0', 'no section "## 99.0.0"', 'names no repository']) expect(stderr).toContain(reason);
  writeFileSync(join(elsewhere, 'package.json'), JSON.stringify({ version: '99.0.0', type: 'module', repository: { url: 'git+https://github.com/your-organization/wise-link.git' } }));
  expect(release().stderr).toContain('the placeholder "your-organization": run `npm run repository');
});

test('one command sets the address of the repository wherever npm shows it', () => {
  const elsewhere = join(folder, 'with another address');
  for (const name of ['package/repository.mjs', 'package.json', 'README.md', 'SECURITY.md']) cpSync(join(root, name), join(elsewhere, name), { recursive: true });
  const run = (name: string): number | null => spawnSync('node', ['package/repository.mjs', name], { cwd: elsewhere }).status;
  expect(run('acme')).toBe(1);
  expect(run('acme/link.web')).toBe(0);
  for (const name of ['package.json', 'README.md', 'SECURITY.md']) {
    const before = read(name);
    const after = readFileSync(join(elsewhere, name), 'utf8');
    const [, address = ''] = /github\.com\/(.+?)\.git"/.exec(read('package.json')) ?? [];
    expect(after).toBe(before.replaceAll(`.com/${address}`, '.com/acme/link.web'));
    expect(after).not.toBe(before);
  }
});

test('the README has the hashes of the files for script tags', () => {
  const files = ['cdn/wise-link.js', 'cdn/wise-link.iife.js', 'cdn/callback.js'];
  const { [files[0] ?? '']: hash } = JSON.parse(read('dist/integrity.json')) as Record<string, string>;
  expect(hash).toBe(integrity('dist/cdn/wise-link.js'));
  const rows = files.map((file) => `| \`${file}\` | \`${integrity(`dist/${file}`)}\` |`);
  expect(rows.filter((row) => !read('README.md').includes(row)), 'run `npm run integrity`').toEqual([]);
});

test('the same commit, built elsewhere, produces the same bytes', () => {
  const elsewhere = join(folder, 'built elsewhere');
  const own = ['src', 'demo', 'test', 'contract', 'package', 'package.json', 'tsconfig.json', 'vite.config.ts'];
  for (const name of own) cpSync(join(root, name), join(elsewhere, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(elsewhere, 'node_modules'));
  execFileSync('npx', ['vite', 'build', '--logLevel', 'error'], { cwd: elsewhere, env: { ...process.env, NODE_ENV: '', VITEST: '' } });
  const scripts = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|html)$/.test(file));
  const differing = scripts.filter((file) => integrity(`dist/${file}`) !== integrity(join(basename(elsewhere), 'dist', file), folder));
  expect(scripts.length).toBeGreaterThan(40);
  expect(differing).toEqual([]);
});

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' });
}

function integrity(file: string, from = root): string {
  return `sha384-${createHash('sha384').update(readFileSync(join(from, file))).digest('base64')}`;
}

function arrayBuffer(file: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(file)).buffer;
}
