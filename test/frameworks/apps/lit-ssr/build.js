// Renders a page with Lit on the server, where the element is defined too. In the browser a script tag loads it.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import 'wise-link';

const { resolve } = createRequire(import.meta.url);
const element = html`<wise-link
  environment="sandbox"
  client-id="bank"
  redirect-uri="__BANK__/wise-callback.html"
  authorize-url="__WISE__/oauth/authorize/"
  exchange-url="/api/wise/exchange"
  start-url="/api/wise/start"
  email-url="/api/wise/email"
  mode="popup"
>
  <a href="/help">Link your Wise account by contacting us</a>
</wise-link>`;

// A function and an object where templates have attributes.
const plain = html`<wise-link
  environment="sandbox"
  client-id="bank"
  redirect-uri="__BANK__/wise-callback.html"
  exchange=${async () => ({})}
  headers=${{ 'X-Framework': 'lit-ssr' }}
></wise-link>`;

mkdirSync('dist', { recursive: true });
copyFileSync(resolve('wise-link/cdn/wise-link.js'), 'dist/wise-link.js');
const page = readFileSync('index.html', 'utf8');
for (const [name, template] of [['index', element], ['plain', plain]]) {
  const rendered = await collectResult(render(template));
  writeFileSync(`dist/${name}.html`, page.replace('__ELEMENT__', () => rendered));
}
