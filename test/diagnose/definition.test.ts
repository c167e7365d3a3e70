// Tests the finding about the definition of the element.
import { describe, expect, test } from 'vitest';
import { definition, scriptsOf } from '../../src/diagnose/definition.js';
import type { WiseLink } from '../../src/index.js';

/** The class of another copy of the script, with the same members. */
class OtherCopy extends HTMLElement {
  readonly phase = 'idle';
  open(): void {}
  handleCallback(): void {}
}
class Unrelated extends HTMLElement {}
customElements.define('wise-link-other-copy', OtherCopy);
customElements.define('wise-link-unrelated', Unrelated);

/** Creates an element, typed as a WiseLink. */
const element = (tag: string, of: Document = document): WiseLink => of.createElement(tag) as unknown as WiseLink;

describe('the definition', () => {
  test.each([
    ['T5 by another copy is ok', element('wise-link-other-copy'), 'ok', /is defined\./],
    ['is missing', element('wise-link-undefined'), 'error', /<wise-link-undefined> is not defined/],
    ['is that of another script', element('wise-link-unrelated'), 'error', /Another script defined/],
    [
      'D4 has not reached the element',
      element('wise-link-other-copy', document.implementation.createHTMLDocument()),
      'error',
      /was not upgraded/,
    ],
  ])('%s', (_, given, level, message) => {
    expect(definition({ element: given })).toMatchObject({ level, message: expect.stringMatching(message) });
  });
});

test('T5 finds the copies of the script by their URLs', () => {
  const names = [
    '/wise-link.js',
    '/wise-link.js',
    '/v2/wise-link.js?v=2',
    '/wise-link.iife.js',
    '/wise-link.js.map',
    '/my-wise-link.js',
    '/assets/index.js',
  ];
  const loaded = [...names.map((name) => ({ name: `https://bank.example${name}` })), { name: 'not a URL' }];
  expect(scriptsOf(loaded)).toEqual(
    ['/wise-link.js', '/v2/wise-link.js?v=2', '/wise-link.iife.js'].map((name) => `https://bank.example${name}`),
  );
});
