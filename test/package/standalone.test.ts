// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { RENAMED } from '../../package/second-pass.js';
import type { WiseLink } from '../../src/index.js';
import { ERRORS } from '../../src/errors.js';
import { en } from '../../src/locales/en.js';
import { built } from './dist.js';

interface Manifest {
  modules: { declarations?: { name: string; members?: { kind: string; name: string; privacy?: string; static?: boolean; attribute?: string; type?: { text: string } }[] }[] }[];
}

const { modules } = JSON.parse(built('custom-elements.json')) as Manifest;
const members = modules.flatMap(({ declarations = [] }) => declarations).find(({ name }) => name === 'WiseLink')?.members ?? [];
const open = members.filter(({ privacy }) => privacy !== 'private');

/** The element of the file for script tags, after `package/lean-lit.ts` and `package/second-pass.ts`. */
let define: typeof WiseLink;

beforeAll(async () => {
  await import(`${import.meta.dirname}/../../dist/cdn/wise-link.js`);
  define = customElements.get('wise-link') as typeof WiseLink;
});

test.each(open.map(({ name, kind, static: isStatic }) => [name, kind, isStatic ?? false] as const))('has %s, a public %s', (name, _, isStatic) => {
  expect(name in (isStatic ? define : define.prototype)).toBe(true);
});

test('observes every attribute', () => {
  const named = open.flatMap(({ attribute }) => attribute ?? []);
  expect(define).toHaveProperty('observedAttributes', expect.arrayContaining(named));
  expect(named).toContain('client-id');
});

describe('a property', () => {
  test('has the value of its attribute, and none after the attribute is removed', () => {
    const element = document.createElement('wise-link');
    element.setAttribute('client-id', 'bank');
    expect(element.clientId).toBe('bank');
    element.removeAttribute('client-id');
    expect(element.clientId).toBeNull();
  });

  test('is reflected only if styles need it', async () => {
    const element = document.createElement('wise-link');
    Object.assign(element, { theme: 'dark', clientId: 'bank', exchangeUrl: '/exchange' });
    document.body.append(element);
    await element.updateComplete;
    expect(element.getAttributeNames()).toEqual(['theme']);
    expect(element.getAttribute('theme')).toBe('dark');
    element.theme = undefined;
    await element.updateComplete;
    expect(element.getAttributeNames()).toEqual([]);
    element.remove();
  });

  test('renders the card once when it changes, and not when it is set to the same value', async () => {
    const element = document.createElement('wise-link');
    document.body.append(element);
    await element.updateComplete;
    element.mode = 'popup';
    expect(element.isUpdatePending).toBe(true);
    await element.updateComplete;
    element.mode = 'popup';
    expect(element.isUpdatePending).toBe(false);
    element.remove();
  });
});

test('a subclass inherits its properties, and keeps those set before the upgrade', async () => {
  const early = document.createElement('bank-link');
  Object.assign(early, { clientId: 'early' });
  document.body.append(early);
  customElements.define('bank-link', class extends define {});
  if (!(early instanceof define)) throw new Error('Not upgraded');
  await early.updateComplete;
  expect([early.clientId, Object.hasOwn(early, 'clientId')]).toEqual(['early', false]);
  early.setAttribute('client-id', 'late');
  expect(early.clientId).toBe('late');
  early.remove();
});

test.each(RENAMED.split(' '))('%s has only a short name', (name) => {
  expect(built('cdn/wise-link.js')).not.toMatch(new RegExp(`\\.${name}\\b`));
});

test('public members keep their names', () => {
  const read = (file: string): string => readFileSync(`${import.meta.dirname}/../../${file}`, 'utf8');
  const files = ['contract/openapi.json', 'src/contract.ts', 'src/events.ts', 'src/attempt/stored-attempts.ts', 'src/launch/callback-channel.ts', 'src/callback/callback.ts'];
  const theirs = new Set([
    ...Object.keys(en),
    ...Object.keys(ERRORS),
    ...open.map(({ name }) => name),
    // The keys of JSON, and the members of types: not words of prose, or parameters.
    ...files.flatMap((file) => [...read(file).matchAll(/"(\w+)":|(?:^ *|[{;] )(?:declare )?(?:readonly )?(\w+)\??:/gm)].map(([, key, member]) => key ?? member ?? '')),
  ]);
  for (const name of ['attemptId', 'letter', 'status', 'subject', 'previous', 'retryAfterSeconds']) expect(theirs).toContain(name);
  expect(RENAMED.split(' ').filter((name) => theirs.has(name))).toEqual([]);
});
