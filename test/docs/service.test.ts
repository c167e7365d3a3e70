// Checks the settings, the JSON and the commands of docs/service.md.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBankSession } from '../../src/service/bank-session.js';
import { ALL_SETTINGS } from '../../src/service/settings.js';
import { WEBHOOK_TYPES } from '../../src/service/webhooks.js';
import { CITED, citedIn, isThere } from './cited-tests.js';
import { root, rows, section, snippets } from './pages.js';

const text = readFileSync(`${root}docs/service.md`, 'utf8');
const { paths } = JSON.parse(readFileSync(`${root}contract/internal-api.json`, 'utf8')) as { paths: Record<string, Record<string, object>> };
const of = (wanted: string): string[] => snippets.filter(({ at, language }) => at.startsWith('docs/service.md:') && language === wanted).map(({ code }) => code);

const required: string[] = ALL_SETTINGS.filter(({ fallback }) => fallback === true).map(({ name }) => name);

test('the settings are those that are required, and a way to know who is logged in', () => {
  const names = of('dotenv').flatMap((code) => [...code.matchAll(/^([A-Z_]+?)(?:_FILE)?=/gm)].map(([, name = '']) => name));
  expect(names.toSorted()).toEqual([...required, 'WISE_LINK_SESSION_URL'].toSorted());
});

test('every variable that the page names is a setting', () => {
  const known = ALL_SETTINGS.flatMap(({ name }) => [name, `${name}_FILE`]);
  const named = [...text.matchAll(/\b(?:WISE_LINK|DATABASE)_[A-Z_]+\b/g)].map(([name]) => name);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

test('the session is one that the service accepts, and the event one that it sends', () => {
  const [session = '', event = ''] = of('json');
  expect(readBankSession(JSON.parse(session), 'It')).toEqual(JSON.parse(session));
  expect(Object.values(WEBHOOK_TYPES)).toContain((JSON.parse(event) as { type: string }).type);
  for (const type of Object.values(WEBHOOK_TYPES)) expect(text).toContain(`\`${type}\``);
});

test('the requests of the internal API are those of its description', () => {
  const named = [...text.matchAll(/`(GET|POST|DELETE) (\/[^`]*)`/g)].map(([, method = '', path = '']) => `${method} ${path}`);
  const described = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).filter((name) => name !== 'parameters').map((method) => `${method.toUpperCase()} ${path}`));
  expect([...new Set(named)].toSorted()).toEqual(described.toSorted());
});

test('each row of what can fail cites a test that exists', () => {
  const table = rows(section('docs/service.md', 'When something fails'));
  expect(table.length).toBeGreaterThan(8);
  expect(table.filter((row) => !row.at(-1)?.match(CITED)).map(([first]) => first)).toEqual([]);
  expect(citedIn(text).filter((one) => !isThere(one))).toEqual([]);
});
