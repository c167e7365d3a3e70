// Checks the events, the problems and the numbers of docs/operations.md against the source.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/server/limits.js';
import { MAX_BODY_BYTES } from '../../src/server/body.js';
import { PROBLEMS } from '../../src/server/problem.js';
import { ALL_SETTINGS } from '../../src/service/settings.js';
import { root, rows, section } from './pages.js';

const PAGE = 'docs/operations.md';
const source = (file: string): string => readFileSync(`${root}src/${file}`, 'utf8');
const codesIn = (cells: readonly (string | undefined)[]): string[] => cells.flatMap((cell = '') => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code));

/** A constant of a file, such as `5000` or `64 * 1024`. */
function constant(file: string, name: string): number {
  const [, factors = ''] = new RegExp(`const ${name} = ([\\d_* ]+);`).exec(source(file)) ?? [];
  return factors.split('*').reduce((product, factor) => product * Number(factor.replaceAll('_', '')), 1);
}

const [, eventType = ''] = /event:\n((?: +\| '\w+'\n?)+)/.exec(source('server/log.ts').replaceAll(';', '\n')) ?? [];
const events = [...eventType.matchAll(/'(\w+)'/g)].map(([, name = '']) => name);

test('the table of what to measure has all events of the log', () => {
  expect(events.length).toBeGreaterThan(10);
  expect(codesIn(rows(section(PAGE, 'Measure')).map(([first]) => first)).toSorted()).toEqual(events.toSorted());
});

test('the alerts are about events that exist', () => {
  const named = codesIn(rows(section(PAGE, 'Alerts worth having')).map(([first]) => first));
  const others = ['status', 'operation', 'token_', 'ended'];
  expect(named.filter((code) => !events.includes(code) && !others.includes(code))).toEqual([]);
});

test('the signs of attacks are problems that the backend answers', () => {
  const named = codesIn(rows(section(PAGE, 'What attacks look like')).map(([first]) => first));
  expect(named.filter((code) => !Object.hasOwn(PROBLEMS, code) && code !== 'mismatch')).toEqual([]);
});

test('the secrets that can be changed are all secret settings, but the URL of the proxy', () => {
  const text = section(PAGE, 'Change a secret');
  const inWords: Record<string, string> = { WISE_LINK_CLIENT_SECRET: 'the client secret at Wise', DATABASE_URL: 'the password of the database', WISE_LINK_FINGERPRINT_KEY: 'Keys', WISE_LINK_PROXY: '' };
  for (const { name } of ALL_SETTINGS.filter(({ isSecret }) => isSecret)) expect(text).toContain(inWords[name] ?? name);
});

test('the limits of the service are those of the source', () => {
  const seconds = (ms: number): string => `${ms / 1000} seconds`;
  const kilobytes = (bytes: number): string => `${bytes / 1024} KB`;
  const [forward, keys, hooks] = ['service/forward-authentication.ts', 'service/key-set.ts', 'service/webhooks.ts'] as const;
  expect(rows(section(PAGE, 'Limits of the service')).slice(0, -1).map((row) => row[1])).toEqual([
    `${seconds(constant(forward, 'TIMEOUT_MS'))}, ${kilobytes(constant(forward, 'MAX_BYTES'))}, ${constant(forward, 'CONNECTIONS')} connections`,
    `${seconds(constant(keys, 'TIMEOUT_MS'))}, ${kilobytes(constant(keys, 'MAX_BYTES'))}`,
    `${seconds(constant(hooks, 'TIMEOUT_MS'))}; ${constant('server/outbox.ts', 'AT_ONCE')} customers at the same time`,
    `${/max = (\d+)/.exec(source('server/postgres.ts'))?.[1]} connections for each process`,
    seconds(DEFAULT_LIMITS.wiseTimeoutMs),
    kilobytes(MAX_BODY_BYTES),
  ]);
});
