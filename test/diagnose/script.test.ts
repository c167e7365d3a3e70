// Tests how scripts are found and hashed.
import { expect, test } from 'vitest';
import { hashesOf, scriptsIn } from '../../src/diagnose/script.js';

test.each([
  ['<script src="callback.js"></script>', [{ src: 'callback.js', text: '' }]],
  ["<script defer src='/a.js' ></script >", [{ src: '/a.js', text: '' }]],
  ['<SCRIPT type=module src=/a.js></SCRIPT>', [{ src: '/a.js', text: '' }]],
  [
    '<script>one\n</script><script data-src="x">two</script>',
    [
      { src: undefined, text: 'one\n' },
      { src: undefined, text: 'two' },
    ],
  ],
  ['<p>no script</p>', []],
])('finds the scripts in %s', (html, scripts) => {
  expect(scriptsIn(html)).toEqual(scripts);
});

test('hashes a script like browsers, with any line ends', async () => {
  const [sha256] = await hashesOf('a\nb');
  expect(sha256).toBe("'sha256-fhj3NzEbLcOy8mndeDlrA1HxT7Zu+oefdoyyMYGIPHg='");
  expect(await hashesOf('a\r\nb')).toEqual(await hashesOf('a\nb'));
});
