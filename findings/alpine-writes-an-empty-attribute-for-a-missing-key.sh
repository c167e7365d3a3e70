#!/usr/bin/env bash
# Alpine 3.17.5: `:name="key"` with undefined removes the attribute, `:name="object.key"` with undefined writes name="".
#
# Guess: undefined removes the attribute, whatever the text of the expression is.
# Seen:  if the text of the expression has a dot, undefined becomes the empty text. The same value without a dot, or with
#        brackets (`object['key']`), removes the attribute; so does null behind a dot.
# So:    a custom element reads an attribute that was meant to be absent: hasAttribute is true, and an empty URL is the page's own. Write
#        `object.key ?? null`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact alpinejs@3.17.5 happy-dom@21.0.4 @happy-dom/global-registrator@21.0.4
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { GlobalRegistrator } from '@happy-dom/global-registrator';
GlobalRegistrator.register();
const expressions = ['key', 'object.key', "object['key']", 'object.nothing', 'object.key ?? null'];
document.body.innerHTML = `<div x-data="{ key: undefined, object: { nothing: null } }">${expressions.map((one) => `<my-link :url="${one}"></my-link>`).join('')}</div>`;
const { default: { default: Alpine } } = await import('alpinejs');
Alpine.start();
await new Promise((next) => setTimeout(next));
const seen = [...document.querySelectorAll('my-link')].map((element, at) => [expressions[at], element.getAttribute('url')]);
console.table(seen);
assert.deepEqual(seen.map(([, url]) => url), [null, '', null, null, null]);
process.exit();
JS
node look.mjs
echo 'As stated.'
