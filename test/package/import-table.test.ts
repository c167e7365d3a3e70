import { describe, expect, test } from 'vitest';
import { SourceModule } from './source-module.js';

/**
 * Who may import whom, as values: types are free. A module has the row of its own name, or that of its folder.
 * `*` stands for anything, `!` takes one out again.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  // Leaves: every folder may use them.
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
  // Each may use what stands above it.
  'flow/*': ['errors', 'null-prototype', 'flow/*'],
  'oauth/*': ['errors', 'read-url', 'oauth/*'],
  'backend/*': ['errors', 'name-prefix', 'null-prototype', 'own-property', 'timer', 'backend/*'],
  'attempt/*': ['errors', 'name-prefix', 'own-property', 'read-url', 'timer', 'oauth/*', 'attempt/*'],
  'launch/*': ['errors', 'name-prefix', 'read-url', 'timer', 'oauth/*', 'attempt/*', 'launch/*'],
  'controller/*': ['errors', 'own-property', 'read-url', 'timer', 'flow/*', 'oauth/*', 'backend/*', 'attempt/*', 'launch/*', 'controller/*'],
  'locales/*': ['language', 'locales/*'],
  'element/view/*': ['errors', 'timer', 'locales/*', 'element/view/*'],
  'element/browser-support': [],
  'element/*': ['lit', 'config', 'errors', 'events', 'language', 'stringified', 'launch/*', 'controller/*', 'locales/*', 'element/*', 'element/view/*'],
  // What ships beside the element.
  'callback/callback': ['attempt/*', 'launch/*'],
  'callback/page-plugin': ['node:*'],
  'debug/*': ['debug/*'],
  'diagnose/*': ['config', 'errors', 'language', 'stringified', 'timer', 'launch/*', 'oauth/*', 'diagnose/*'],
  'testing/*': ['testing/*'],
  'testing/backend': ['msw', 'testing/*'],
  'server/*': ['node:*', '@electric-sql/pglite', '@hono/node-server', 'lossless-json', 'pg', 'zod', 'server/*'],
  'simulator/*': ['node:*', '@hono/node-server', 'hono*', 'lossless-json', 'zod', 'simulator/*'],
  // What a page loads.
  index: ['errors', 'events', 'element/*'],
  script: ['index'],
  development: ['index'],
};

/** What runs in a browser, and is held to what a page allows. */
const IN_BROWSER = /^(?!server\/|simulator\/|callback\/page-plugin$)/;

/** What must not stand in the code, comments apart; where `modules` is given, in the code of those. */
const FORBIDDEN: readonly { text: RegExp; modules?: RegExp; why: string }[] = [
  { text: /removeEventListener/, why: 'listeners hang on an AbortSignal' },
  { text: /styleMap| style=/, why: 'a strict style-src blocks it' },
  { text: /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML/, why: 'text from outside must stay text' },
  { text: /\beval\(|new Function\b/, why: 'a strict script-src blocks it' },
  { text: /\bconsole\./, modules: /^(?!(development|element\/browser-support|stringified)$)/, why: 'a code in a log is a code given away' },
  { text: /Math\.random/, why: 'it can be guessed' },
  { text: use('window', 'document', 'sessionStorage', 'localStorage'), modules: /^flow\//, why: 'the flow is pure' },
  { text: use('document', 'sessionStorage', 'localStorage'), modules: /^(oauth|backend\/(?!email-cooldown))/, why: 'the protocol knows no page' },
];

const modules = SourceModule.all().map((module) => [module.name, module] as const);

describe.each(modules)('src/%s', (name, { imports, code }) => {
  test('imports only what its row allows', () => {
    const row = rowOf(name);
    expect(row, `${name} has no row in MAY_IMPORT`).toBeDefined();
    expect(imports.filter((other) => !allows(row ?? [], other))).toEqual([]);
  });

  test('has nothing forbidden in its code', () => {
    const found = FORBIDDEN.filter(({ text, modules = IN_BROWSER }) => IN_BROWSER.test(name) && modules.test(name) && text.test(code));
    expect(found.map(({ text, why }) => `${text.exec(code)?.[0]}: ${why}`)).toEqual([]);
  });
});

/** A folder with all that is in it; a leaf is by itself. */
const folderOf = (name: string): string => name.replace(/\/.*/, '');

describe('imports, those of types included', () => {
  test.each([
    ['files', (name: string) => name],
    ['folders', folderOf],
  ])('make no circle of %s', (_, of) => {
    expect(circle(modules.map(([name, { references }]) => [of(name), references.map(of)]))).toEqual([]);
  });

  test.each([
    [[['a', ['b']], ['b', ['c']], ['c', []]], []],
    [[['a', ['b']], ['b', ['a']]], ['a', 'b', 'a']],
    [[['x', ['a']], ['a', ['b']], ['b', ['c']], ['c', ['a']]], ['a', 'b', 'c', 'a']],
  ] as [[string, string[]][], string[]][])('a circle is found in %j', (edges, found) => {
    expect(circle(edges)).toEqual(found);
  });
});

/** The table's own test: a table that lets everything pass would pass too. */
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
    ['flow/transition', 'lit', false],
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

  test('has no row for a module that nobody thought of', () => {
    expect(rowOf('made-up')).toBeUndefined();
  });
});

/** The row of a module itself, or of the nearest folder that has one. */
function rowOf(name: string): readonly string[] | undefined {
  const folders = name.split('/').map((_, index, parts) => [...parts.slice(0, index), '*'].join('/'));
  const [row] = [name, ...folders.slice(1).toReversed()].filter((key) => Object.hasOwn(MAY_IMPORT, key));
  return row === undefined ? undefined : MAY_IMPORT[row];
}

function allows(row: readonly string[], name: string): boolean {
  const covers = (pattern: string): boolean => pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));
  return row.some(covers) && !row.some((pattern) => pattern.startsWith('!') && covers(pattern.slice(1)));
}

/** A use of one of these globals; a property or a word of the same name is none. */
function use(...globals: string[]): RegExp {
  return new RegExp(`(?<![\\w.])(${['globalThis', ...globals].join('|')})\\s*(\\?\\.|\\.|\\[)`);
}

/** The first way that leads back to where it began; empty if there is none. What imports itself is no circle. */
function circle(edges: readonly (readonly [from: string, to: readonly string[]])[]): string[] {
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
