#!/usr/bin/env bash
# oidc-client-ts 3.5.0: signinPopup() never settles after the user closes the window, where 3.0.0 rejects.
#
# Guess: the promise rejects with "Popup closed by user" soon after the window is closed, as in earlier versions, so a page can offer the
#        button again.
# Seen:  3.0.0 rejects within a second. 3.5.0 stops looking at the window and goes on waiting, with no timeout, because a window whose pages
#        isolate themselves (COOP) seems closed too. The argument popupAbortOnClose: true makes it reject as before.
# So:    a page that disables its button until the promise settles is stuck after an update of this library. Offer a way on while you wait:
#        no script can tell a closed window from an isolated one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact before@npm:oidc-client-ts@3.0.0 now@npm:oidc-client-ts@3.5.0 jsdom@29.1.1
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
const { window } = new JSDOM('', { url: 'https://app.example/' });
Object.defineProperty(window, 'crypto', { value: globalThis.crypto });
Object.assign(globalThis, { window, location: window.location, localStorage: window.localStorage, sessionStorage: window.sessionStorage });
const metadata = { issuer: 'https://log-in.example', authorization_endpoint: 'https://log-in.example/authorize', token_endpoint: 'https://log-in.example/token' };
/** Logs in with a window that the user closes, and waits ten seconds for the promise. */
async function result(version, options) {
  const opened = { closed: false, location: { replace() {} }, focus() {}, close() {} };
  window.open = () => opened;
  const { UserManager } = await import(version);
  const users = new UserManager({ authority: metadata.issuer, metadata, client_id: 'x', redirect_uri: 'https://app.example/back' });
  setTimeout(() => (opened.closed = true), 1000);
  const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'still waiting'));
  return Promise.race([users.signinPopup(options).then(() => 'logged in', ({ message }) => message), late]);
}
const rows = [
  ['3.0.0', 'defaults', await result('before')],
  ['3.5.0', 'defaults', await result('now')],
  ['3.5.0', 'popupAbortOnClose: true', await result('now', { popupAbortOnClose: true })],
];
console.table(rows);
assert.deepEqual(rows.map(([, , seen]) => seen), ['Popup closed by user', 'still waiting', 'Popup closed by user']);
process.exit();
JS
node look.mjs
echo 'As stated.'
