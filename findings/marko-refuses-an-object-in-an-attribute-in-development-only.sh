#!/usr/bin/env bash
# marko 6.1.15: an object or a function in an attribute is an error in development, and text of the page in production.
#
# Guess: the compiler refuses `settings={ a: 1 }` ("cannot be a plain object"), so no build renders an object as an attribute.
# Seen:  only the literal is refused when compiling. For a value that has a name (`<const>`, a parameter), the check runs with the page, and
#        the production build has no such check: it writes [object Object], or the source of the function, into the page.
# So:    a page that no test opens in development reaches customers with the text. Set objects of custom elements in a `<script>` on the
#        tag's variable.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null && npm pkg set type=module
# Marko 6 asks for Node 22.
npm install --silent --no-audit --no-fund --save-exact node@24.21.0 marko@6.1.15 2> /dev/null
export PATH="$PWD/node_modules/.bin:$PATH"
echo '{ "tags": { "my-link": { "html": true, "attributes": { "*": {} } } } }' > marko.json
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const { compileFileSync } = createRequire(import.meta.url)('@marko/compiler');
async function page(name, source, optimize) {
  writeFileSync(`${name}.marko`, source);
  try {
    const { code } = compileFileSync(`${process.cwd()}/${name}.marko`, { output: 'html', modules: 'esm', optimize });
    writeFileSync(`${name}-${optimize}.mjs`, code);
    const { default: template } = await import(`./${name}-${optimize}.mjs`);
    return /settings=(?:"([^"]*)"|(\S+?)>)/.exec(String(await template.render({}))).slice(1).find(Boolean);
  } catch ({ message }) {
    return /cannot be a (plain object|function)/.exec(message)?.[0] ?? message;
  }
}
const sources = { literal: '<my-link settings={ a: 1 }/>', object: '<const/settings={ a: 1 }/>\n<my-link settings=settings/>', function: '<const/settings=(() => 1)/>\n<my-link settings=settings/>' };
const seen = [];
for (const [name, source] of Object.entries(sources)) seen.push([name, await page(name, source, false), await page(name, source, true)]);
console.table(seen);
assert.deepEqual(seen, [
  ['literal', 'cannot be a plain object', 'cannot be a plain object'], ['object', 'cannot be a plain object', '[object Object]'], ['function', 'cannot be a function', '() => 1'],
]);
JS
node look.mjs
echo 'As stated.'
