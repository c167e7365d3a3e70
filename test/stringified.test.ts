// Tests the warning about objects and functions in attributes.
import { fixture, html } from '@open-wc/testing';
import { expect, test, vi } from 'vitest';
import { asText } from '../src/stringified.js';
import { wiseLink } from './support/element.js';

/** Parses an element from markup, which allows attribute names that setAttribute rejects. */
function parse(markup: string): Element {
  const [element] = document.createRange().createContextualFragment(markup).children;
  if (!element) throw new Error('The markup has no element');
  customElements.upgrade(element);
  return element;
}

test.each([
  ['headers', '[object Object]'],
  ['headers', '{"X-CSRF-Token":"1"}'],
  ['exchange', 'async () => {}'],
  ['exchange', ''],
  ['messages', '[object Object]'],
  ['partner-name', '[object Object]'],
  ['redirect-uri', '[object URL]'],
  ['status-url', '(id) => `/status/${id}`'],
  ['exchange-url', 'function url() {}'],
  ['onwise-link-success', 'async function linked() {}'],
  ['onwise-link-error', '[object Object]'],
  ['on:wise-link-success', 'q-CHRij83J.js#s_oeWZU2ZUMtw[0]'],
  ['on-wise-link-success', 'linked'],
])('%s="%s" is a function or object as text', (name, value) => {
  const element = parse(`<wise-link ${name}='${value}'></wise-link>`);
  expect(asText(element)).toEqual([name]);
});

test.each([
  ['exchange-url', '/api/function/exchange'],
  ['partner-name', 'Bank function async object'],
  ['redirect-uri', 'https://bank.example/cb?a=b'],
  ['class', 'headers'],
  ['onclick', 'go(() => {})'],
  ['x-on:click', '() => go()'],
  [':headers', '() => ({})'],
])('%s="%s" is ordinary text', (name, value) => {
  const element = parse(`<wise-link ${name}="${value}"></wise-link>`);
  expect(asText(element)).toEqual([]);
});

test('warns in the console once per page and attribute, without the value', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  // These names must not occur in any other test, because each name warns only once per page.
  await wiseLink({ 'onwise-link-one': 'CANARY', 'onwise-link-two': '[object Object]' });
  await wiseLink({ 'onwise-link-one': 'CANARY' });
  await fixture(html`<wise-link onwise-link-three="function () { CANARY }"></wise-link>`);
  expect(warned.mock.calls).toEqual(
    ['onwise-link-one', 'onwise-link-two', 'onwise-link-three'].map((name) => [`<wise-link> got ${name} as text: set the property, or listen`]),
  );
});

test('does not warn about valid properties', async () => {
  const warned = vi.spyOn(console, 'warn').mockReturnValue();
  const element = await wiseLink();
  Object.assign(element, { headers: { 'X-CSRF-Token': '1' }, messages: {}, exchange: () => new Promise(() => {}) });
  await element.updateComplete;
  expect(warned).not.toHaveBeenCalled();
});
