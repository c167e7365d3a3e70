import { describe, expect, test } from 'vitest';
import { definition, scriptsOf } from '../../src/diagnose/definition.js';
import type { WiseLink } from '../../src/index.js';

/** A class of another file, which is not this copy's, with the same members. */
class OtherCopy extends HTMLElement {
  readonly phase = 'idle';
  open(): void {}
  handleCallback(): void {}
}
class Stranger extends HTMLElement {}
customElements.define('wise-link-other-copy', OtherCopy);
customElements.define('wise-link-stranger', Stranger);

/** Typed as the element that the engineer believes it to be. */
const element = (tag: string, of: Document = document): WiseLink => of.createElement(tag) as unknown as WiseLink;

describe('the definition', () => {
  test.each([
    ['T5 by another copy serves', element('wise-link-other-copy'), 'ok', /is defined\./],
    ['is missing', element('wise-link-nobody'), 'error', /Nothing has defined <wise-link-nobody>/],
    ['is somebody else’s', element('wise-link-stranger'), 'error', /Something else has defined/],
    [
      'D4 has not reached the element',
      element('wise-link-other-copy', document.implementation.createHTMLDocument()),
      'error',
      /has not become one/,
    ],
  ])('%s', (_, given, level, message) => {
    expect(definition({ element: given })).toMatchObject({ level, message: expect.stringMatching(message) });
  });
});

test('T5 finds the copies of the script by their addresses', () => {
  const names = [
    '/wise-link.js',
    '/wise-link.js',
    '/v2/wise-link.js?v=2',
    '/wise-link.iife.js',
    '/wise-link.js.map',
    '/my-wise-link.js',
    '/assets/index.js',
  ];
  const loaded = [...names.map((name) => ({ name: `https://bank.example${name}` })), { name: 'no address' }];
  expect(scriptsOf(loaded)).toEqual(
    ['/wise-link.js', '/v2/wise-link.js?v=2', '/wise-link.iife.js'].map((name) => `https://bank.example${name}`),
  );
});
