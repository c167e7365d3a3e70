#!/usr/bin/env bash
# @auth0/auth0-spa-js 2.28.3: new Auth0Client throws where a page may not use localStorage, although its cache is in memory.
#
# Guess: the default of `cacheLocation` is 'memory', so a page without storage (a sandboxed frame without its origin, a browser that blocks
#        all site data) can at least create the client. At most the log-in fails, with an error that the page can catch.
# Seen:  the constructor throws a SecurityError, also with cacheLocation: 'memory'. A second option, anonymousSessionsCacheMode, is
#        'localStorage' by default, also for pages without anonymous sessions. Its check whether there is a localStorage reads
#        window.localStorage and is not guarded; all later reads are. With anonymousSessionsCacheMode: 'memory' the client is created.
# So:    a client that is created at the top of a module ends that module, and the page has no button and no message. Set both options, and
#        test a page that needs no storage once with storage denied.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @auth0/auth0-spa-js@2.28.3 jsdom@29.1.1
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
const { Auth0Client } = await import('@auth0/auth0-spa-js');
/** Creates a client in a page at a URL. A page at about:blank has an opaque origin, so its storage is denied. */
function created(url, options) {
  const { window } = new JSDOM('', { url });
  Object.defineProperty(window, 'crypto', { value: globalThis.crypto });
  window.fetch = globalThis.fetch;
  for (const [name, get] of Object.entries({ window: () => window, location: () => window.location, document: () => window.document, localStorage: () => window.localStorage, sessionStorage: () => window.sessionStorage }))
    Object.defineProperty(globalThis, name, { get, configurable: true });
  try {
    new Auth0Client({ domain: 'log-in.example', clientId: 'x', ...options });
    return 'created';
  } catch (error) {
    return error.name;
  }
}
const memory = { cacheLocation: 'memory' };
const rows = [
  ['storage allowed', 'defaults', created('https://bank.example/', {})],
  ['storage denied', 'defaults', created('about:blank', {})],
  ['storage denied', JSON.stringify(memory), created('about:blank', memory)],
  ['storage denied', 'and anonymousSessionsCacheMode', created('about:blank', { ...memory, anonymousSessionsCacheMode: 'memory' })],
];
console.table(rows);
assert.deepEqual(rows.map(([, , result]) => result), ['created', 'SecurityError', 'SecurityError', 'created']);
JS
node look.mjs
echo 'As stated.'
