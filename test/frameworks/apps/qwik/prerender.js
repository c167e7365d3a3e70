// Writes the server-rendered pages.
import { readFileSync, writeFileSync } from 'node:fs';

Object.assign(globalThis, { BANK: '__BANK__', WISE: '__WISE__' });
const { default: render } = await import('./server/entry.ssr.js');
const manifest = JSON.parse(readFileSync('dist/q-manifest.json', 'utf8'));
for (const name of ['index', 'plain']) {
  const { html } = await render({ manifest, serverData: { name } });
  writeFileSync(`dist/${name}.html`, html);
}
