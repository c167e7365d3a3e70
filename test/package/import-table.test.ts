// Checks which module may import which, and forbidden code.
import { describe, expect, test } from 'vitest';
import { SourceModule } from './source-module.js';

/**
 * The modules that each module may import. Type-only imports are not checked. A module uses the row with its own name, or else
 * the row of its folder. `*` matches anything, and `!` excludes a module.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  // Leaves, which any folder may import.
  config: ['errors', 'read-url'],
  contract: [],
  errors: [],
  events: [],
  language: [],
  'name-prefix': [],
  'null-prototype': [],
  'own-property': [],
  'read-url': [],
  stringified: [],
  timer: [],
  // The layers of the element, lowest first.
  'flow/*': ['errors', 'null-prototype', 'flow/*'],
  'oauth/*': ['errors', 'read-url', 'oauth/*'],
  'backend/*': ['errors', 'name-prefix', 'null-prototype', 'own-property', 'timer', 'backend/*'],
  'attempt/*': ['errors', 'name-prefix', 'own-property', 'read-url', 'timer', 'oauth/*', 'attempt/*'],
  'launch/*': ['errors', 'name-prefix', 'read-url', 'timer', 'oauth/*', 'attempt/*', 'launch/*'],
  'controller/*': ['errors', 'own-property', 'read-url', 'timer', 'flow/*', 'oauth/*', 'backend/*', 'attempt/*', 'launch/*', 'controller/*'],
  'locales/*': ['language', 'locales/*'],
  'element/view/*': ['errors', 'timer', 'locales/*', 'element/view/*'],
  'element/browser-support': [],
  'element/*': ['@lit/reactive-element', 'config', 'errors', 'events', 'language', 'stringified', 'launch/*', 'controller/*', 'locales/*', 'element/*', 'element/view/*'],
  // Shipped separately from the element.
  'callback/callback': ['attempt/*', 'launch/*'],
  'callback/page-plugin': ['node:*'],
  'debug/*': ['debug/*'],
  'diagnose/*': ['config', 'errors', 'ignored-words', 'language', 'stringified', 'timer', 'launch/*', 'oauth/*', 'diagnose/*'],
  'testing/*': ['testing/*'],
  'testing/backend': ['msw', 'testing/*'],
  'server/*': ['node:*', '@electric-sql/pglite', '@opentelemetry/api', 'lossless-json', 'pg', 'undici', 'zod', 'server/*'],
  'service/*': ['node:*', '@hono/node-server', 'hono*', 'jose', 'undici', 'zod', 'server/*', 'service/*'],
  'simulator/*': ['node:*', '@hono/node-server', 'hono*', 'lossless-json', 'zod', 'simulator/*'],
  'simulator/certificates': ['node:*', 'node-forge'],
  // Entry points.
  index: ['errors', 'events', 'element/*'],
  script: ['index'],
  development: ['ignored-words', 'index', 'missing-start'],
  'ignored-words': ['locales/*'],
  'missing-start': [],
};

/** The modules that run in a browser, under a page's policy. */
const IN_BROWSER = /^(?!server\/|service\/|simulator\/|callback\/page-plugin$)/;

/** What the code, without comments, must not contain: in all browser modules, or only in `modules`. */
const FORBIDDEN: readonly { text: RegExp; modules?: RegExp; why: string }[] = [
  { text: /removeEventListener/, why: 'listeners end with an AbortSignal' },
  { text: /styleMap| style=/, why: 'a strict style-src blocks it' },
  { text: /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML/, why: 'text from outside must stay text' },
  { text: /\beval\(|new Function\b/, why: 'a strict script-src blocks it' },
  { text: /\bconsole\./, modules: /^(?!(development|ignored-words|missing-start|element\/browser-support|stringified)$)/, why: 'a log could leak a code' },
  { text: /Math\.random/, why: 'it is predictable' },
  { text: use('window', 'document', 'sessionStorage', 'localStorage'), modules: /^flow\//, why: 'the flow is pure' },
  { text: use('document', 'sessionStorage', 'localStorage'), modules: /^(oauth|backend\/(?!email-cooldown))/, why: 'the protocol code must not use the page' },
];

const modules = SourceModule.all().map((module) => [module.name, module] as const);

describe.each(modules)('src/%s', (name, { imports, code }) => {
  test('imports only what its row allows', () => {
    const row = rowOf(name);
    expect(row, `${name} has no row in MAY_IMPORT`).toBeDefined();
    expect(imports.filter((other) => !allows(row ?? [], other))).toEqual([]);
  });

  test('has no forbidden code', () => {
    const found = FORBIDDEN.filter(({ text, modules = IN_BROWSER }) => IN_BROWSER.test(name) && modules.test(name) && text.test(code));
    expect(found.map(({ text, why }) => `${text.exec(code)?.[0]}: ${why}`)).toEqual([]);
  });
});

/** The top folder of a module; a leaf is its own folder. */
const folderOf = (name: string): string => name.replace(/\/.*/, '');

describe('imports, those of types included', () => {
  test.each([
    ['files', (name: string) => name],
    ['folders', folderOf],
  ])('have no cycle of %s', (_, of) => {
    expect(cycle(modules.map(([name, { references }]) => [of(name), references.map(of)]))).toEqual([]);
  });

  test.each([
    [[['a', ['b']], ['b', ['c']], ['c', []]], []],
    [[['a', ['b']], ['b', ['a']]], ['a', 'b', 'a']],
    [[['x', ['a']], ['a', ['b']], ['b', ['c']], ['c', ['a']]], ['a', 'b', 'c', 'a']],
  ] as [[string, string[]][], string[]][])('finds the cycle in %j', (edges, found) => {
    expect(cycle(edges)).toEqual(found);
  });
});

/** Tests the table itself, because a table that allows everything would pass too. */
describe('the table', () => {
  const reads = (text: string, name = 'flow/made-up'): readonly string[] => new SourceModule(name, text).imports;

  test.each([
    ["import { html } from 'lit';", ['lit']],
    ["import { ERRORS, type ErrorCode } from '../errors.js';", ['errors']],
    ["import '../index.js';", ['index']],
    ["export { transition } from './transition.js';", ['flow/transition']],
    ["export * from './state.js';", ['flow/state']],
    ["const view = import('../view/card.js');", ['view/card']],
    ["import type { State } from './state.js';", []],
    ["import { type State } from './state.js';", []],
    ["export type { State } from './state.js';", []],
    ["// import { html } from 'lit';", []],
  ])('reads %s', (text, imports) => {
    expect(reads(text)).toEqual(imports);
  });

  test.each([
    ['flow/transition', '@lit/reactive-element', false],
    ['backend/submit-grant', 'backend/call', true],
    ['backend/submit-grant', 'launch/popup', false],
    ['attempt/stored-attempts', 'launch/popup', false],
    ['element/wise-link', 'element/view/card', true],
    ['element/wise-link', 'callback/callback', false],
    ['element/wise-link', 'debug/index', false],
    ['element/view/card', 'controller/controller', false],
    ['index', 'diagnose/index', false],
    ['diagnose/page', 'element/wise-link', false],
    ['debug/panel', 'events', false],
    ['callback/callback', 'errors', false],
    ['server/routes/made-up', 'server/vault', true],
    ['simulator/app', 'server/vault', false],
  ])('%s may import %s: %s', (name, other, may) => {
    expect(allows(rowOf(name) ?? [], other)).toBe(may);
  });

  test('has no row for an unknown module', () => {
    expect(rowOf('made-up')).toBeUndefined();
  });
});

/** The row of a module, or of the nearest folder with a row. */
function rowOf(name: string): readonly string[] | undefined {
  const folders = name.split('/').map((_, index, parts) => [...parts.slice(0, index), '*'].join('/'));
  const [row] = [name, ...folders.slice(1).toReversed()].filter((key) => Object.hasOwn(MAY_IMPORT, key));
  return row === undefined ? undefined : MAY_IMPORT[row];
}

function allows(row: readonly string[], name: string): boolean {
  const covers = (pattern: string): boolean => pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));
  return row.some(covers) && !row.some((pattern) => pattern.startsWith('!') && covers(pattern.slice(1)));
}

/** Matches a use of one of these globals, but not a property or a word of the same name. */
function use(...globals: string[]): RegExp {
  return new RegExp(`(?<![\\w.])(${['globalThis', ...globals].join('|')})\\s*(\\?\\.|\\.|\\[)`);
}

/** The first import cycle, or an empty list. A module that imports itself does not count. */
function cycle(edges: readonly (readonly [from: string, to: readonly string[]])[]): string[] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) next.set(from, new Set([...(next.get(from) ?? []), ...to.filter((other) => other !== from)]));
  const done = new Set<string>();
  const search = (name: string, way: string[]): string[] => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    if (done.has(name)) return [];
    const found = [...(next.get(name) ?? [])].map((other) => search(other, [...way, name])).find((one) => one.length > 0);
    done.add(name);
    return found ?? [];
  };
  return [...next.keys()].map((name) => search(name, [])).find((way) => way.length > 0) ?? [];
}
