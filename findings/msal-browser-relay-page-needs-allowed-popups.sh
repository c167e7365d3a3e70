#!/usr/bin/env bash
# @azure/msal-browser 5.30.0: loginPopup() with popupRelayUri fails with popup_window_error in Chromium 156 with its popup blocker.
#
# Guess: the relay page is the way for pages that are embedded in other sites: the click opens the relay page, which opens the log-in page
#        and relays its response.
# Seen:  the relay page opens. It calls window.open as soon as it gets the request, without a click in its own window, so the browser
#        blocks the second window, and the promise rejects. Without a relay page, or without the popup blocker, the log-in page opens.
# So:    tests in a browser that drivers start pass, because they switch the popup blocker off. A page that opens a window from a window
#        needs a button in the second one. Test windows with the blocker on.
# Needs Chromium, at CHROME_PATH or /usr/bin/chromium.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @azure/msal-browser@5.30.0 esbuild@0.28.2 playwright-core@1.64.1
cat > page.mjs <<'JS'
import { createStandardPublicClientApplication } from '@azure/msal-browser';
const authority = 'https://log-in.example/';
const authorityMetadata = JSON.stringify({ issuer: authority, authorization_endpoint: `${authority}authorize`, token_endpoint: `${authority}token`, jwks_uri: `${authority}keys` });
const hasRelay = location.search === '?relay';
const application = await createStandardPublicClientApplication({
  auth: { clientId: 'x', authority, knownAuthorities: ['log-in.example'], authorityMetadata, redirectUri: `${location.origin}/back`, ...(hasRelay && { popupRelayUri: `${location.origin}/relay`, popupRelayProtocolVersion: 2 }) },
  system: { protocolMode: 'OIDC' },
});
const button = document.body.appendChild(document.createElement('button'));
button.onclick = () => application.loginPopup({ scopes: ['openid'] }).catch(({ errorCode }) => (document.title = errorCode));
JS
cat > relay.mjs <<'JS'
import { runPopupRelay } from '@azure/msal-browser/popup-relay';
void runPopupRelay({ protocolVersion: 2 });
JS
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
const bundled = async (entry) => (await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false, logLevel: 'error' })).outputFiles[0].text;
const pages = { '/': await bundled('page.mjs'), '/relay': await bundled('relay.mjs') };
const server = createServer(({ url }, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>waiting</title><body><script type="module">${(pages[url.split('?')[0]] ?? '').replaceAll('</script', '<\\/script')}</script>`);
}).listen(0, 'localhost');
await new Promise((ready) => server.once('listening', ready));
async function result(query, ignoreDefaultArgs) {
  const browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox'], ignoreDefaultArgs });
  const context = await browser.newContext();
  await context.route('https://log-in.example/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>log in</title>' }));
  const page = await context.newPage();
  await page.goto(`http://localhost:${server.address().port}/${query}`);
  await page.click('button');
  const atProvider = () => context.pages().some((one) => one.url().startsWith('https://log-in.example/'));
  for (let turn = 0; turn < 100 && !atProvider() && (await page.title()) === 'waiting'; turn += 1) await page.waitForTimeout(200);
  const seen = atProvider() ? 'the log-in page is open' : await page.title();
  await browser.close();
  return seen;
}
const blocker = ['--disable-popup-blocking'];
const rows = [
  ['no relay page', 'popup blocker', await result('', blocker)],
  ['relay page', 'popup blocker', await result('?relay', blocker)],
  ['relay page', 'none', await result('?relay', [])],
];
console.table(rows);
assert.deepEqual(rows.map(([, , seen]) => seen), ['the log-in page is open', 'popup_window_error', 'the log-in page is open']);
server.close();
JS
node look.mjs
echo 'As stated.'
