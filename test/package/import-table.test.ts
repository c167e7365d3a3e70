import { describe, expect, test } from 'vitest';
import { SourceModule } from './source-module.js';

/**
 * Who may import whom, as values: types are free. A module has the row of its own name, or that of its folder.
 * `*` stands for anything, `!` takes one out again.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  index: ['wise-link', 'events', 'errors', 'floor'],
  floor: [],
  'read-url': [],
  script: ['index'],
  development: ['index', 'wise-link'],
  'wise-link': ['*', '!index', '!callback', '!diagnose', '!diagnose/*', '!debug', '!debug/*', '!testing', '!testing/*'],
  'wise-link.styles': ['view/css'],
  'as-text': [],
  bare: [],
  activity: ['errors', 'timer', 'flow/transition', 'launch/arrival', 'oauth/*'],
  callback: ['launch/mailbox', 'launch/notes'],
  config: ['errors', 'read-url'],
  contract: [],
  debug: ['debug/*'],
  'debug/*': ['debug/*'],
  diagnose: ['diagnose/*'],
  'diagnose/*': ['as-text', 'config', 'errors', 'language', 'timer', 'launch/in-app', 'oauth/redirect-uri', 'diagnose/*'],
  errors: [],
  events: [],
  timer: [],
  testing: ['testing/backend', 'testing/fake-wise', 'testing/stand-in'],
  'testing/backend': ['msw', 'testing/stand-in'],
  'testing/cypress': ['testing/fake-wise', 'testing/stand-in'],
  'testing/fake-wise': ['testing/grant'],
  'testing/grant': [],
  'testing/playwright': ['testing/grant', 'testing/simulator', 'testing/stand-in'],
  'testing/simulator': [],
  'testing/stand-in': [],
  frame: ['errors'],
  'flow/state': [],
  'flow/transition': ['flow/state'],
  'flow/session': ['flow/transition', 'bare', 'errors'],
  'launch/in-app': [],
  linking: ['activity', 'errors', 'read-url', 'timer', 'flow/session', 'flow/transition', 'launch/*', 'oauth/*'],
  'launch/cool-down': ['timer'],
  'launch/arrival': ['launch/mailbox', 'launch/notes', 'oauth/redirect-uri', 'read-url'],
  'launch/launcher': [],
  'launch/leftover': ['launch/mailbox', 'launch/notes', 'oauth/redirect-uri'],
  'launch/mailbox': ['launch/name'],
  'launch/name': [],
  'launch/news': ['launch/name'],
  'launch/notes': ['launch/name'],
  'launch/popup': ['launch/arrival', 'timer'],
  'launch/redirect': ['launch/notes'],
  language: [],
  'locales/*': ['language', 'locales/*'],
  'oauth/*': ['bare', 'errors', 'read-url', 'timer', 'oauth/*'],
  'view/consent': ['timer', 'view/part'],
  'view/*': ['lit', 'lit/*', 'errors', 'timer', 'locales/fill', 'view/*'],
};

/** What must not stand in the code, comments apart; where `modules` is given, in the code of those. */
const FORBIDDEN: readonly { text: RegExp; modules?: RegExp; why: string }[] = [
  { text: /removeEventListener/, why: 'listeners hang on an AbortSignal' },
  { text: /styleMap| style=/, why: 'a strict style-src blocks it' },
  { text: /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML/, why: 'text from outside must stay text' },
  { text: /\beval\(|new Function\b/, why: 'a strict script-src blocks it' },
  { text: /\bconsole\./, modules: /^(?!(development|floor|as-text)$)/, why: 'a code in a log is a code given away' },
  { text: /Math\.random/, why: 'it can be guessed' },
  { text: use('window', 'document', 'sessionStorage', 'localStorage'), modules: /^flow\//, why: 'the flow is pure' },
  { text: use('document', 'sessionStorage', 'localStorage'), modules: /^oauth\//, why: 'the protocol knows no page' },
];

const modules = SourceModule.all().map((module) => [module.name, module] as const);

describe.each(modules)('src/%s', (name, { imports, code }) => {
  test('imports only what its row allows', () => {
    const row = rowOf(name);
    expect(row, `${name} has no row in MAY_IMPORT`).toBeDefined();
    expect(imports.filter((other) => !allows(row ?? [], other))).toEqual([]);
  });

  test('has nothing forbidden in its code', () => {
    const found = FORBIDDEN.filter(({ text, modules }) => (modules?.test(name) ?? true) && text.test(code));
    expect(found.map(({ text, why }) => `${text.exec(code)?.[0]}: ${why}`)).toEqual([]);
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
    ['oauth/exchange', 'oauth/post', true],
    ['oauth/exchange', 'launch/popup', false],
    ['wise-link', 'view/card', true],
    ['wise-link', 'callback', false],
    ['wise-link', 'debug', false],
    ['wise-link', 'diagnose/policy', false],
    ['index', 'diagnose', false],
    ['diagnose/page', 'wise-link', false],
    ['debug/panel', 'events', false],
    ['callback', 'errors', false],
    ['view/card', 'lit/directives/live.js', true],
  ])('%s may import %s: %s', (name, other, may) => {
    expect(allows(rowOf(name) ?? [], other)).toBe(may);
  });

  test('has no row for a module that nobody thought of', () => {
    expect(rowOf('made-up')).toBeUndefined();
  });
});

function rowOf(name: string): readonly string[] | undefined {
  return MAY_IMPORT[name] ?? MAY_IMPORT[name.replace(/[^/]+$/, '*')];
}

function allows(row: readonly string[], name: string): boolean {
  const covers = (pattern: string): boolean => pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));
  return row.some(covers) && !row.some((pattern) => pattern.startsWith('!') && covers(pattern.slice(1)));
}

/** A use of one of these globals; a property or a word of the same name is none. */
function use(...globals: string[]): RegExp {
  return new RegExp(`(?<![\\w.])(${['globalThis', ...globals].join('|')})\\s*(\\?\\.|\\.|\\[)`);
}
