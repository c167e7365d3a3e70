#!/usr/bin/env bash
# @builder.io/qwik 1.20.1: `on-link-done$` writes the attribute on:link-done, but its loader listens to the event linkDone.
#
# Guess: a hyphen after `on` keeps the name, so `on-link-done$` listens to "link-done", the common form of custom elements; if not, a second
#        hyphen is the escape that the framework's own names of attributes have.
# Seen:  the name goes through two conversions that do not fit each other. The attribute is right (`on:link-done`), but the list of events for
#        the loader has "linkDone". With two hyphens the list is right ("link-done"), but the attribute is `on:link--done`, and the loader
#        looks for `on:link-done`. Neither listener is ever called. No type error, no warning.
# So:    listen to custom elements with kebab-case events in `useVisibleTask$`, with addEventListener.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null && npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @builder.io/qwik@1.20.1 vite@7.3.8 2> /dev/null
mkdir src
cat > vite.config.js <<'JS'
import { qwikVite } from '@builder.io/qwik/optimizer';
export default { logLevel: 'error', plugins: [qwikVite({ ssr: { outDir: 'server' } })] };
JS
cat > src/root.tsx <<'JS'
import { component$ } from '@builder.io/qwik';
export const One = component$(() => <my-link on-link-done$={() => console.log('one')} />);
export const Two = component$(() => <my-link on-link--done$={() => console.log('two')} />);
export default One;
JS
cat > src/entry.ssr.tsx <<'JS'
import { renderToString } from '@builder.io/qwik/server';
import { One, Two } from './root';
const page = async (node, manifest) => (await renderToString(node, { manifest, containerTagName: 'div' })).html;
export default async (manifest) => [await page(<One />, manifest), await page(<Two />, manifest)];
JS
npx vite build > /dev/null && npx vite build --ssr src/entry.ssr.tsx > /dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
const { default: render } = await import('./server/entry.ssr.js');
const pages = await render(JSON.parse(readFileSync('dist/q-manifest.json', 'utf8')));
const seen = pages.map((html) => [/<my-link (on:[\w-]+)=/.exec(html)?.[1], /qwikevents\|\|\(window\.qwikevents=\[\]\)\)\.push\(([^)]*)\)/.exec(html)?.[1]]);
console.table(seen);
assert.deepEqual(seen, [['on:link-done', '"linkDone"'], ['on:link--done', '"link-done"']]);
JS
node look.mjs
echo 'As stated.'
