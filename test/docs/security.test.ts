// Checks the tests and planted bugs that docs/security.md cites.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUGS } from '../threats/bugs.js';
import { patternOf } from '../threats/pattern.js';
import { plantInto } from '../threats/plant.js';
import { CITED, citedIn, isThere } from './cited-tests.js';
import { pages, root, rows, section } from './pages.js';

const text = pages.find(({ path }) => path === 'docs/security.md')?.text ?? '';
const cited = citedIn(text);

describe('the security page', () => {
  test('names only tests that exist', () => {
    expect(cited.length).toBeGreaterThan(40);
    expect(cited.filter((one) => !isThere(one))).toEqual([]);
  });

  test('links to tests only with their titles', () => {
    expect(text.match(/\]\(\.\.\/test\//g)).toHaveLength(cited.length);
  });

  test.each(['Of the page that holds the element', 'Of the redirect page', 'Threat model'])('"%s" has a test in each row', (heading) => {
    const table = rows(section('docs/security.md', heading));
    expect(table.length).toBeGreaterThan(5);
    expect(table.filter((row) => !row.at(-1)?.match(CITED)).map(([first]) => first)).toEqual([]);
  });
});

describe('the threat model', () => {
  const threats = rows(section('docs/security.md', 'Threat model'));

  test.each(threats.map((row) => [row[1] ?? '', row.at(-1) ?? '']))('"%s" has planted bugs that each of its tests must find', (threat, tests) => {
    const planted = BUGS.filter((bug) => threat.startsWith(bug.threat)).flatMap((bug) => bug.tests);
    const named = [...tests.matchAll(CITED)].map(([, , file = '', title = '']) => ({ file, title }));
    const isFound = ({ file, title }: { file: string; title: string }): boolean =>
      planted.some(([other, text]) => other === file && new RegExp(`^${patternOf(title)}`).test(text));
    expect(named.filter((one) => !isFound(one))).toEqual([]);
    expect(planted).toHaveLength(named.length);
  });

  test.each(BUGS.map((bug) => [bug.bug, bug] as const))('the bug "%s" belongs to one threat, and applies to the source', (_, { threat, plants }) => {
    expect(threats.filter((row) => row[1]?.startsWith(threat))).toHaveLength(1);
    for (const { file } of plants) {
      const text = readFileSync(root + file, 'utf8');
      expect(plantInto(file, text, plants)).not.toBe(text);
    }
  });
});

test.each([
  ['e2e/strict.spec.ts', 'H4 a violation of the policy is', true],
  ['e2e/strict.spec.ts', 'a violation of the policy is found', false],
  ['e2e/strict.spec.ts', 'H4 …: nothing is blocked', true],
  ['e2e/strict.spec.ts', 'H4 …: nothing is promised', false],
  ['e2e/gone.spec.ts', 'H4 ', false],
])('in %s, "%s" is a title: %s', (file, title, is) => {
  expect(isThere({ name: file, file, title })).toBe(is);
});
