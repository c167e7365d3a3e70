// Tests prerendered pages.
import { createServer, type ServerResponse } from 'node:http';
import { expect } from '@playwright/test';
import { startBrowser } from './browser-process.js';
import { test } from './everyday-browser.js';
import { BANK } from './places.js';

/** Reports events of the page, and whether it was prerendering. */
const REPORT = `
  const report = (what) => fetch('/report', { method: 'POST', keepalive: true, body: what + (document.prerendering ? ', prerendering' : '') });
  addEventListener('wise-link-change', ({ phase }) => report(phase));
  addEventListener('load', () => report('loaded ' + document.querySelector('wise-link').phase));
  document.addEventListener('prerenderingchange', () => {
    report('visited ' + document.querySelector('wise-link').phase);
    document.querySelector('wise-link').open();
  });`;

const element = (origin: string): string => `<wise-link environment="sandbox" client-id="bank" mode="redirect" exchange-url="/exchange"
  redirect-uri="${origin}/wise-callback.html" authorize-url="${origin}/authorize"></wise-link>`;

// A browser does not prerender while DevTools inspects it. So this one runs alone, and its pages report.
test('G9 a prerendered page starts nothing before it is activated, and then links', async () => {
  const [script, redirectPage] = await Promise.all(
    ['dist/cdn/wise-link.iife.js', 'wise-callback.html'].map(async (path) => (await fetch(`${BANK}/${path}`)).text()),
  );
  const reports: string[] = [];
  let visit: ServerResponse | undefined;
  const site = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const html = (text = ''): unknown => response.setHeader('Content-Type', 'text/html').end(`<!doctype html>${text}`);
    switch (url.pathname) {
      case '/':
        return html(`<script type="speculationrules">{"prerender":[{"urls":["/bank"],"eagerness":"immediate"}]}</script>
          <script>fetch('/ready').then(() => location.assign('/bank'))</script>`);
      case '/ready':
        visit = response;
        return undefined;
      case '/bank':
        return html(`<script>${REPORT}</script><script defer src="/wise-link.js"></script>${element(url.origin)}`);
      case '/wise-link.js':
        return response.setHeader('Content-Type', 'text/javascript').end(script);
      case '/authorize':
        return response.writeHead(302, { Location: `/wise-callback.html?code=c&state=${url.searchParams.get('state')}` }).end();
      case '/wise-callback.html':
        return html(redirectPage);
      case '/exchange':
        reports.push('code at the bank');
        return response
          .setHeader('Content-Type', 'application/json')
          .end('{"status":"linked","link":{"displayName":"S••• J•••","profileType":"personal","profileRef":"•••5282"}}');
      case '/report':
        return request.setEncoding('utf8').on('data', (text: string) => {
          reports.push(text);
          response.end();
        });
    }
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site.address();
  const browser = await startBrowser(`http://localhost:${Object(address).port}/`);

  try {
    await expect.poll(() => reports).toEqual(['loaded idle, prerendering']);
    await expect.poll(() => !!visit).toBe(true);
    visit?.end();
    // Reports of two pages may arrive out of order.
    const after = ['authorizing', 'code at the bank', 'exchanging', 'linked', 'loaded exchanging', 'visited idle'];
    await expect.poll(() => reports.slice(1).toSorted()).toEqual(after);
  } finally {
    await browser.end();
    site.closeAllConnections();
    site.close();
  }
});
