// Compares docs/contract-kit.md with the kit.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from '../../contract/kit/cases/index.js';
import { lineOf } from '../../contract/kit/report.js';
import { USAGE } from '../../contract/kit/usage.js';
import { root, rows, section, snippets } from './pages.js';

const page = readFileSync(`${root}docs/contract-kit.md`, 'utf8');
const words = (text: string, pattern: RegExp): string[] => [...new Set(text.match(pattern))];

test('the page has each case with the place of its sentence, in order', () => {
  const listed = rows(section('docs/contract-kit.md', 'The cases')).map(([name, title, link = '']) => ({ name, title, at: `docs/${/\((.*)\)/.exec(link)?.[1]}` }));
  const numbered = cases.toSorted((one, other) => Number(one.name.slice(1)) - Number(other.name.slice(1)));
  expect(listed).toEqual(numbered.map(({ name, title, rule }) => ({ name, title, at: rule.at })));
});

test('the output on the page is that of the kit', () => {
  const example = snippets.find(({ at, language }) => at.startsWith('docs/contract-kit.md:') && language === 'text')?.code ?? '';
  const [name = ''] = example.split(' ');
  const { title, rule, fix } = cases.find((each) => each.name === name) ?? { title: '', rule: null, fix: '' };
  const found = example.split('\n')[1]?.trim() ?? '';
  expect(example.trim()).toBe(lineOf({ name, title, result: 'failed', found, rule, fix, seconds: 0 }));
});

test('the help names all cases', () => {
  expect(USAGE).toContain(`cases B1 to B${cases.length}.`);
});

test('every option and variable that the page names is in the help', () => {
  const named = [...words(page, /(?<=[`\s"])--[a-z][a-z-]+/g), ...words(page, /\bWISE_CONTRACT_[A-Z_]+\b/g)];
  const ofOthers = ['--partner-origin'];
  expect(named.length).toBeGreaterThan(15);
  expect(named.filter((name) => !USAGE.includes(name) && !ofOthers.includes(name))).toEqual([]);
});
