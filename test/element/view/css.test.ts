// Tests the shared style sheets.
import { expect, test } from 'vitest';
// Tests the shared style sheets.
import { css } from '../../../src/element/view/css.js';

const dress = css`p { color: rgb(1, 2, 3) }`;

test('a document has one style sheet for all roots', () => {
  const [one, other] = [rootIn(document), rootIn(document)];
  dress(one);
  dress(other);
  expect(one.adoptedStyleSheets).toHaveLength(1);
  expect(other.adoptedStyleSheets[0]).toBe(one.adoptedStyleSheets[0]);
});

test('a root in a document without a window has no styles, and gets them in the next document', () => {
  const root = rootIn(document);
  dress(root);
  const { host } = root;
  new DOMParser().parseFromString('', 'text/html').body.append(host);
  expect(() => dress(root)).not.toThrow();
  document.body.append(host);
  dress(root);
  expect(root.adoptedStyleSheets.map(({ cssRules }) => cssRules[0]?.cssText)).toEqual(['p { color: rgb(1, 2, 3); }']);
  host.remove();
});

function rootIn({ body }: Document): ShadowRoot {
  const host = body.appendChild(document.createElement('div'));
  const root = host.attachShadow({ mode: 'open' });
  host.remove();
  return root;
}
