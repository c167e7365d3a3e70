// Tests that the playground's code is as the documentation spells it, and compiles.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../demo/site/playground/code.js';
import { FRAMEWORKS } from '../../../demo/site/playground/frameworks.js';
import { readState, type State } from '../../../demo/site/playground/state.js';
import { tagsOf } from '../../docs/markup.js';
import { root, rows } from '../../docs/pages.js';

const table = rows(readFileSync(`${root}docs/frameworks.md`, 'utf8'));
const stateOf = (query: string): State => readState(new URLSearchParams(query));
const codeFor = (framework: string, query = ''): string => codeOf({ ...stateOf(query), framework });

test('there is code for each framework with types, and for plain HTML', () => {
  expect(Object.values(FRAMEWORKS).flatMap(({ row = [] }) => row)).toEqual(table.map(([name]) => name));
});

describe.each(Object.entries(FRAMEWORKS).filter(([, { row }]) => row))('the code for %s', (name, framework) => {
  const [, imports = '', listens = ''] = table.find(([row]) => row === framework.row) ?? [];

  test('imports what the documentation says', () => {
    const [, spelled] = /`(import [^`]+|[\w/.-]*wise-link\.directive)/.exec(imports.replaceAll('.ts`', '`')) ?? [];
    expect(spelled).toBeTruthy();
    expect(codeFor(name)).toContain(spelled?.startsWith('import') ? `${spelled};` : `'./wise-link.directive'`);
  });

  test('listens as the documentation says', () => {
    const [start = '', end = ''] = /`(.+?)`/.exec(listens)?.[1]?.split('…') ?? [];
    expect(start).toContain('ink-success');
    expect(framework.listen.startsWith(start) && framework.listen.endsWith(end)).toBe(true);
    expect(codeFor(name)).toContain(`  ${framework.listen}\n`);
  });
});

test('plain HTML has the attributes of the controls, as text', () => {
  const text = `A "bank" & <b>{{sons}}</b> \`\${1}`;
  const [, tag] = tagsOf(codeFor('HTML', `?mode=email&lang=de&start-url=&${new URLSearchParams({ 'partner-name': text })}`)).filter(({ name }) => name !== 'a').slice(1);
  expect(Object.fromEntries(tag?.attributes ?? [])).toEqual({
    'environment': 'sandbox',
    'client-id': 'bank',
    'redirect-uri': 'https://bank.example/wise-callback.html',
    'exchange-url': '/api/wise/exchange',
    'status-url': '/api/wise/status',
    'email-url': '/api/wise/email',
    'mode': 'email',
    'partner-name': text,
    'lang': 'de',
  });
});

test('another language than English is loaded before the element', () => {
  expect(codeFor('HTML', '?lang=de')).toMatch(/^<script type="module" src="\/locales\/de\.js"><\/script>\n<script type="module" src="\/wise-link\.js">/);
  expect(codeFor('Vue', '?lang=zh-Hans')).toContain("import 'wise-link/locales/zh-Hans.js';\nimport 'wise-link/vue';");
});

test('text of slots cannot break out of a template', () => {
  const query = `?${new URLSearchParams({ help: '</p><script>{alert(1)}`${x}\\', logo: 'mark' })}`;
  for (const name of Object.keys(FRAMEWORKS)) {
    expect(codeFor(name, query)).toContain('<p slot="help">&lt;/p&gt;&lt;script&gt;&#123;alert(1)&#125;');
  }
  expect(codeFor('Angular', query)).toContain('\\`$&#123;x&#125;\\\\');
});
