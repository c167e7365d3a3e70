// Checks the built files.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/locales/en.js';
import { built, builtFiles, isBuilt, STANDALONE } from './dist.js';

interface Package {
  files: string[];
  customElements: string;
  sideEffects: string[];
  main: string;
  alias: Record<string, string>;
  exports: Record<string, string | Record<string, string>>;
}

const { files: packed, customElements, sideEffects, main, alias, exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package;

/** Files that engineers load for diagnosis, and customers never download. */
const FOR_ENGINEERS = ['cdn/diagnose.js', 'cdn/debug.js'];

describe.each([...STANDALONE, ...FOR_ENGINEERS])('dist/%s', (file) => {
  const code = built(file);

  test('loads nothing', () => {
    expect(imports(file, code)).toEqual([]);
    expect(code).not.toMatch(/\bimport\s*\(/);
  });

  test('contains no address except those of Wise', () => {
    expect(hosts(code).filter((host) => !/^(wise(-sandbox)?\.com|www\.w3\.org)$/.test(host))).toEqual([]);
  });

  test('contains neither Lit nor its warnings', () => {
    expect(code).not.toMatch(/Lit is in dev mode|reactiveElementVersions|litPropertyMetadata/);
  });
});

test.each(['cdn/wise-link.js', 'cdn/wise-link.iife.js'])('dist/%s asks Chromium to compile it in the background while it loads', (file) => {
  expect(built(file).split('\n', 1)).toEqual(['//# allFunctionsCalledOnLoad']);
});

test.each(['cdn/wise-link.iife.js', 'cdn/debug.js', 'cdn/callback.js'])('dist/%s makes no global: it declares nothing outside of a function', (file) => {
  const { program } = parseSync(file, built(file));
  expect(program.body.map(({ type }) => type)).toEqual(['ExpressionStatement']);
});

test.each(builtFiles().filter((file) => /^locales\/(?!auto).*\.js$/.test(file)))('dist/%s is one list of texts, and loads nothing', async (file) => {
  expect(imports(file, built(file))).toEqual([]);
  const [words] = Object.values((await import(new URL(`../../dist/${file}`, import.meta.url).href)) as Record<string, unknown[]>);
  expect([words?.length, words?.[0]]).toEqual([Object.keys(en).length, posix.basename(file, '.js').replace('-informal', '')]);
});

test('locales/auto.js fetches every formal catalog from its own folder, and nothing else', () => {
  const code = built('locales/auto.js');
  const fetched = [...code.matchAll(/import\(`\.\/([\w-]+\.js)`\)/g)].map(([, name]) => `locales/${name}`);
  expect(fetched.toSorted()).toEqual(builtFiles().filter((file) => /^locales\/(?!auto|.*-informal).*\.js$/.test(file)).toSorted());
  expect(code.split('import(')).toHaveLength(fetched.length + 1);
});

test('the module for bundlers imports only the base class of Lit: its templates would create a Trusted Types policy', () => {
  expect(packagesOf('index.js')).toEqual(['@lit/reactive-element']);
});

test.each(['server.js', 'server/postgres.js', 'server/pglite.js', 'migrate.js', 'service.js', 'contract.js'])('dist/%s loads nothing but Node’s modules until it opens a database', (file) => {
  expect(packagesOf(file).filter((name) => !name.startsWith('node:'))).toEqual([]);
});

test('a file beside the server has the licenses of its dependencies', () => {
  for (const name of ['undici', 'zod', 'lossless-json']) expect(built('server.license.md')).toContain(`## ${name} `);
});

test.each(['index.js', 'wise-link.js', ...STANDALONE])('dist/%s contains no code for engineers', (file) => {
  const marks = ['redirect-nosniff', 'data-wise-link-debug'];
  const whole = [file, ...filesOf(file)].map(built).join('');
  expect(marks.filter((mark) => FOR_ENGINEERS.map(built).join('').includes(mark))).toEqual(marks);
  expect(marks.filter((mark) => whole.includes(mark))).toEqual([]);
});

test('only the development build warns about a second copy and a missing start-url', () => {
  const marks = ['was already defined', 'has no start-url'];
  const has = (file: string): string[] => marks.filter((mark) => [file, ...filesOf(file)].map(built).join('').includes(mark));
  expect(has('development.js')).toEqual(marks);
  expect(['index.js', 'wise-link.js', ...STANDALONE].flatMap(has)).toEqual([]);
});

test('diagnose is a named export; debug runs on load and exports nothing', () => {
  expect(['diagnose.js', 'cdn/diagnose.js'].map(exportsOf)).toEqual([['diagnose'], ['diagnose']]);
  expect(['debug.js', 'cdn/debug.js'].map(exportsOf)).toEqual([[], []]);
  expect(['diagnose.js', 'debug.js'].map(packagesOf)).toEqual([[], []]);
});

test('every file that package.json names exists', () => {
  const named = [customElements, ...sideEffects, ...Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))];
  const files = named.map((path) => path.replace(/^\.\//, '')).filter((path) => path.startsWith('dist/') && !path.includes('*'));
  expect(files).toContain('dist/index.d.ts');
  expect(files.filter((path) => !isBuilt(path.replace('dist/', '')))).toEqual([]);
});

test('for bundlers that read no exports, main and alias lead to the same files', () => {
  const aliased = (name: string): string | undefined => {
    for (const [pattern, file] of Object.entries(alias)) {
      const text = pattern.replaceAll('.', String.raw`\.`).replace('*', '(.+)').replace(/\{(.*)\}/, (_, names: string) => `(${names.replaceAll(',', '|')})`);
      const [match, part = ''] = new RegExp(`^${text}$`).exec(name) ?? [];
      if (match !== undefined) return file.replace('$1', part);
    }
    return undefined;
  };
  const forBrowsers = Object.entries(exports).flatMap(([name, entry]) => (typeof entry === 'object' && !/^\.(|\/(server|simulator|testing\/).*)$/.test(name) ? [[name, entry.default]] : []));
  expect(main).toBe(typeof exports['.'] === 'object' && exports['.'].default);
  expect(forBrowsers.length).toBeGreaterThan(8);
  expect(forBrowsers.filter(([name = '', file]) => aliased(name) !== file)).toEqual([]);
});

test('every file that package.json exports is packed', () => {
  const offered = [customElements, ...Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry)))]
    .map((path) => path.replace(/^\.\//, ''))
    // npm always packs package.json.
    .filter((path) => path !== 'package.json');
  expect(offered).toContain('contract/openapi.json');
  expect(offered.filter((path) => !packed.some((entry) => path === entry || path.startsWith(`${entry}/`)))).toEqual([]);
  expect(existsSync(new URL('../../contract/openapi.json', import.meta.url))).toBe(true);
});

test('every script has a source map', () => {
  // A catalog is a list of texts, and the bundler's own helper has no source.
  const scripts = builtFiles().filter((file) => file.endsWith('.js') && !file.startsWith('locales/') && !file.endsWith('/rolldown-runtime.js') && !isFacade(built(file)));
  const withoutMap = scripts.filter((file) => !isBuilt(`${file}.map`) || !built(file).includes(`sourceMappingURL=${posix.basename(file)}.map`));
  expect(scripts).toEqual(expect.arrayContaining([...STANDALONE, ...FOR_ENGINEERS]));
  expect(withoutMap).toEqual([]);
});

test.each(['cdn/wise-link.js', 'cdn/wise-link.iife.js'])('the private custom properties of the card have one letter each in %s', (file) => {
  const names = (code: string): Set<string> => new Set(code.match(/--_[\w-]+/g));
  const short = names(built(file));
  expect([...short].filter((name) => name.length !== '--_a'.length)).toEqual([]);
  expect(short.size).toBe(names(readFileSync(new URL('../../src/element/wise-link.styles.ts', import.meta.url), 'utf8')).size);
});

test.each(['script', 'style'])("the redirect page's policy allows its own %s and no other", (tag) => {
  const page = built('cdn/callback.html');
  const contents = [...page.matchAll(new RegExp(`<${tag}[^>]*>(.*?)</${tag}>`, 'gs'))].map(([, content = '']) => content);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
  const [, sources] = new RegExp(`${tag}-src ([^;]*)`).exec(policy) ?? [];
  // The partner's colors have a block of their own.
  expect(contents).toHaveLength(tag === 'style' ? 2 : 1);
  expect(sources).toBe(contents.map(hash).join(' '));
});

function imports(file: string, code: string): string[] {
  const { module } = parseSync(file, code);
  const again = module.staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []));
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...again];
}

function exportsOf(file: string): (string | null)[] {
  return parseSync(file, built(file)).module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name));
}

/** The built files that a built module imports. */
function filesOf(file: string): string[] {
  const own = imports(file, built(file)).filter((specifier) => specifier.startsWith('.'));
  return own.map((specifier) => posix.join(posix.dirname(file), specifier)).flatMap((path) => [path, ...filesOf(path)]);
}

/** The packages that a built module imports, directly or through its imports. */
function packagesOf(file: string): string[] {
  const all = [file, ...filesOf(file)].flatMap((path) => imports(path, built(path)));
  return [...new Set(all.filter((specifier) => !specifier.startsWith('.')))];
}

/** The hosts of all addresses in the code. Addresses built at run time are not found. */
function hosts(code: string): string[] {
  // Regular expressions escape slashes and dots, and one pattern matches both hosts of Wise.
  const plain = code.replaceAll('\\', '').replaceAll('(-sandbox)?', '');
  return [...plain.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host = '']) => host);
}

/** Whether a file only re-exports, and so has no code to map. */
function isFacade(code: string): boolean {
  return /^\s*((import|export)\b[^;]*(;|$)\s*)+$/.test(code);
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the custom-elements manifest names the shipped files and the documented events', () => {
  const { modules }: { modules: { path: string; declarations?: { tagName?: string; events?: { name: string }[] }[] }[] } = JSON.parse(
    built('custom-elements.json'),
  );
  const element = modules.flatMap(({ declarations = [] }) => declarations).find(({ tagName }) => tagName === 'wise-link');
  expect(modules.filter(({ path }) => !isBuilt(path.replace('dist/', '')))).toEqual([]);
  expect(element?.events?.map(({ name }) => name)).toEqual(
    ['change', 'success', 'error', 'exit', 'navigate'].map((name) => `wise-link-${name}`),
  );
});
