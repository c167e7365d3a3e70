#!/usr/bin/env bash
# @hono/node-server 2.1.9 on Node 20: with overrideGlobalObjects: false, the request that a handler gets cannot be copied.
#
# Guess: the option only keeps the global Request and Response as they are. The handler gets something that new Request() takes, as every
#        Request is, to add a header for example.
# Seen:  new Request(request, { headers }) throws "TypeError: Cannot read properties of undefined (reading 'window')". With the default,
#        which replaces the global Request, the same code works.
# So:    a library that is mounted in Hono and must not depend on replaced globals has to build its own Request from url, method, headers
#        and body.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @hono/node-server@2.1.9 hono@4.10.6
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { serve } from '@hono/node-server';
const native = fetch;
const copied = (overrideGlobalObjects) =>
  new Promise((resolve) => {
    const handle = (request) => {
      try {
        return new Response(`copied with ${new Request(request, { headers: { 'x-added': 'yes' } }).headers.get('x-added')}`);
      } catch (error) {
        return new Response(`${error.name}: ${error.message}`);
      }
    };
    const server = serve({ port: 0, hostname: '127.0.0.1', overrideGlobalObjects, fetch: handle }, async ({ port }) => {
      const text = await (await native(`http://127.0.0.1:${port}/`)).text();
      server.close(() => resolve(text));
      server.closeAllConnections();
    });
  });
// First without the replaced globals: they stay replaced once they are.
const [kept, replaced] = [await copied(false), await copied(true)];
console.log({ kept, replaced });
assert.equal(kept, "TypeError: Cannot read properties of undefined (reading 'window')");
assert.equal(replaced, 'copied with yes');
JS
node look.mjs
echo 'As stated.'
