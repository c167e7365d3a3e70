// Compares the built files with the oldest supported browsers.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { CompatData, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data';
import { parse, type AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import { built } from './dist.js';

const bcd = createRequire(import.meta.url)('@mdn/browser-compat-data') as CompatData;

/** The oldest supported browsers: the same as in src/element/browser-support.ts and in docs/versions.md. */
const FLOOR = { chrome: 111, edge: 111, firefox: 115, firefox_android: 115, safari: 16.4, safari_ios: 16.4, samsunginternet_android: 22 } as const;

/** Newer features that may be missing, each with the effect if it is. */
const MAY_BE_MISSING: Record<string, string> = {
  // Scripts.
  keepalive: 'Firefox may cancel a request when its page closes; the next page requests the status',
  'AbortSignal.timeout': 'an older Chromium gives another reason, which no code reads',
  prerendering: 'a page that is not prerendered delivers at once',
  role: 'set as an attribute',
  autocorrect: 'a hint for keyboards on a screen, as an attribute',
  autocapitalize: 'a hint for keyboards on a screen, as an attribute',
  // Style sheets.
  ':dir': 'a line in the other text direction is aligned to its own side',
  'text-wrap': 'lines break as usual',
  pretty: 'lines break as usual',
  'auto-phrase': 'Japanese lines break as usual, between any two characters',
  'forced-color-adjust': 'Safari has no forced colors',
};

/** Names of this library and of Lit that are also names of newer APIs. */
const OURS = new Set(
  'properties minutes displayName config capture hand configure retry locale changed session identity until check icon messages address default run subject lines actions'.split(' '),
);

const features = new Map<string, Identifier[]>();
for (const group of [bcd.api, bcd.javascript.builtins]) index(group);
const css = new Map<string, Identifier[]>();
index(bcd.css, css);

test.each(['cdn/wise-link.js', 'cdn/wise-link.iife.js', 'cdn/callback.js'])('dist/%s uses ES2022 syntax, also in regular expressions', (file) => {
  expect(() => treeOf(file)).not.toThrow();
});

test.each(['cdn/wise-link.js', 'cdn/callback.js'])('dist/%s uses no API that is newer than the oldest supported browsers', (file) => {
  const { members, statics } = usedBy(treeOf(file));
  const newer = [...members].filter((name) => features.get(name)?.every(isNewer));
  const exact = [...statics].filter((path) => isNewer(at(path)));
  expect([...newer, ...exact].filter((name) => !Object.hasOwn(MAY_BE_MISSING, name) && !OURS.has(name))).toEqual([]);
});

test('the style sheet uses nothing newer, and a feature that may be missing invalidates no other rule', () => {
  const sheet = sheetOf();
  const used = cssUsedBy(sheet);
  expect(used.size).toBeGreaterThan(80);
  const newer = [...used].filter((name) => css.get(name)?.every(isNewer));
  expect(newer.filter((name) => !Object.hasOwn(MAY_BE_MISSING, name) && !OURS.has(name))).toEqual([]);
  // An unknown selector in a list invalidates the whole rule.
  const rules = [...sheet.matchAll(/(?<=^|[{}])([^{}@]+)\{/g)].map(([, selector = '']) => selector);
  const undone = rules.filter((selector) => /:(has|dir)\(/.test(selector) && /,/.test(selector.replace(/\([^()]*\)/g, '')));
  expect(undone).toEqual([]);
});

test('finds a newer API', () => {
  const { members, statics } = usedBy(parse('AbortSignal.any([]); URL.canParse(x); e.checkVisibility(); e.ariaBusy = "true"; Promise.withResolvers()', { ecmaVersion: 2022 }));
  expect([...statics].filter((path) => isNewer(at(path)))).toEqual(['AbortSignal.any', 'URL.canParse', 'Promise.withResolvers']);
  expect([...members].filter((name) => features.get(name)?.every(isNewer))).toEqual(['checkVisibility', 'ariaBusy', 'withResolvers']);
  expect([...cssUsedBy('a:has(b){color:light-dark(red,blue)}')].filter((name) => css.get(name)?.every(isNewer))).toEqual([':has', 'light-dark']);
});

test('the console message and docs/versions.md name these versions', () => {
  const { chrome, firefox, safari, samsunginternet_android: samsung } = FLOOR;
  const [source, reference] = ['src/element/browser-support.ts', 'docs/versions.md'].map((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
  expect(source).toContain(`Chrome or Edge ${chrome}, Firefox ${firefox}, Safari ${safari} or Samsung Internet ${samsung}`);
  for (const row of [`| Chrome and Edge | ${chrome} |`, `| Firefox | ${firefox} `, `iOS | ${safari} |`, `| Samsung Internet | ${samsung} |`]) expect(reference).toContain(row);
});

test('every feature that may be missing is used, and is newer', () => {
  const { members, statics } = usedBy(treeOf('cdn/wise-link.js'));
  const all = [...members, ...usedBy(treeOf('cdn/callback.js')).members].filter((name) => features.get(name)?.every(isNewer));
  all.push(...[...statics].filter((path) => isNewer(at(path))), ...[...cssUsedBy(sheetOf())].filter((name) => css.get(name)?.every(isNewer)));
  expect(Object.keys(MAY_BE_MISSING).filter((name) => !all.includes(name))).toEqual([]);
});

function treeOf(file: string): AnyNode {
  return parse(built(file), { ecmaVersion: 2022, sourceType: 'module' });
}

/** The names of all members and globals, and `Name.member` for globals. */
function usedBy(tree: AnyNode): { members: Set<string>; statics: Set<string> } {
  const members = new Set<string>();
  const statics = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || !value) return;
    const { type, computed, object, property, key, name } = value as Record<string, unknown>;
    if (type === 'MemberExpression' && !computed) {
      members.add(nameOf(property));
      statics.add(`${nameOf(object)}.${nameOf(property)}`);
    }
    if (type === 'Property' && !computed) members.add(nameOf(key));
    if (type === 'Identifier' && typeof name === 'string' && name.length > 2) members.add(name);
    for (const part of Object.values(value)) walk(part);
  };
  walk(tree);
  return { members, statics };
}

const nameOf = (node: unknown): string => String(Object(node).name ?? Object(node).value ?? '');

/** The style sheet in the built file. */
function sheetOf(): string {
  return /:host\{[^`]*?\}(?=[`"]|\\n)/s.exec(built('cdn/wise-link.js'))?.[0] ?? '';
}

/** Properties, selectors, functions, at-rules and media features, with `:` before pseudo-classes and pseudo-elements. */
function cssUsedBy(sheet: string): Set<string> {
  const names = [
    ...[...sheet.matchAll(/::?([a-z-]+)(?=[^;{}]*\{)/g)].map(([, name]) => `:${name}`),
    ...[...sheet.matchAll(/(?<=[{;])([a-z-]+)(?=:)/g)].map(([, name]) => name),
    ...[...sheet.matchAll(/(?<=[{;][\w-]+:[^;{}]*)(?<![\w-])([a-z-]+)(?=\()/g)].map(([, name]) => name),
    ...[...sheet.matchAll(/@([a-z-]+)/g)].map(([, name]) => name),
    ...[...sheet.matchAll(/@media[^{]*?\(([a-z-]+)/g)].map(([, name]) => name),
    ...[...sheet.matchAll(/(?<=:)([a-z-]+)(?=[;}!])/g)].map(([, name]) => name),
  ];
  return new Set(names.filter((name): name is string => !!name));
}

/** Indexes every feature of the data by the last part of its name. */
function index(from: Identifier | undefined, into = features, isSelector = false): void {
  for (const [name, value] of Object.entries(from ?? {})) {
    if (name.startsWith('__') || typeof value !== 'object') continue;
    const feature = value as Identifier;
    const key = isSelector ? `:${name}` : name;
    if (feature.__compat) into.set(key, [...(into.get(key) ?? []), feature]);
    index(feature, into, name === 'selectors');
  }
}

/** A static member by its path: in the data as `canParse_static`, or under its own name. */
function at(path: string): Identifier | undefined {
  const [owner = '', member = ''] = path.split('.');
  const [found] = [bcd.api, bcd.javascript.builtins].map((group) => group?.[owner]).filter(Boolean);
  return found?.[`${member}_static`] ?? (/^[A-Z]/.test(owner) ? found?.[member] : undefined);
}

/** Whether one of the oldest supported browsers does not support it. */
function isNewer(feature: Identifier | undefined): boolean {
  const support = feature?.__compat?.support;
  if (!support) return false;
  return Object.entries(FLOOR).some(([browser, oldest]) => {
    const statements = [support[browser as keyof typeof support] ?? []].flat() as SimpleSupportStatement[];
    return !statements.some(({ version_added: since, version_removed: until, flags }) => {
      const isThere = typeof since === 'string' && Number.parseFloat(since.replace('≤', '')) <= oldest;
      return isThere && !flags && !until;
    });
  });
}
