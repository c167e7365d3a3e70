#!/usr/bin/env bash
# @lwc/rollup-plugin 9.4.3: compiles the packages in node_modules too, and refuses the private methods that browsers have since 2021.
#
# Guess: the plugin compiles the modules of LWC, and leaves other packages to Rollup; private fields and methods (ES2022) pass in both.
# Seen:  it compiles each .js file that is bundled. A package with a private field passes, one with a private method stops the build: "Class private
#        methods are not enabled. Please add `@babel/plugin-transform-private-methods` to your configuration", a configuration that the plugin
#        does not read. With `exclude: /node_modules/` for that package, the build passes, and the method is left as it is.
# So:    a package that works in every bundler stops here; exclude it by name. (All of node_modules must not be excluded: LWC itself is there.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null && npm pkg set type=module
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact lwc@9.4.3 @lwc/rollup-plugin@9.4.3 rollup@4.68.8 @rollup/plugin-node-resolve@16.0.3 2> /dev/null
mkdir -p node_modules/field node_modules/method
echo '{ "name": "field", "type": "module", "exports": "./index.js" }' | tee node_modules/method/package.json > node_modules/field/package.json
echo 'export class Counter { #count = 0; next() { return ++this.#count; } }' > node_modules/field/index.js
echo 'export class Counter { #next() { return 1; } next() { return this.#next(); } }' > node_modules/method/index.js
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import lwc from '@lwc/rollup-plugin';
import nodeResolve from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
async function build(name, options) {
  writeFileSync('main.js', `export { Counter } from '${name}';`);
  try {
    const bundle = await rollup({ input: 'main.js', plugins: [lwc({ rootDir: '.', ...options }), nodeResolve()] });
    const { output: [{ code }] } = await bundle.generate({});
    return code.includes('#next()') ? 'left as it is' : 'built';
  } catch ({ message }) {
    return /Class private methods are not enabled/.exec(message)?.[0] ?? message;
  }
}
const seen = [await build('field', {}), await build('method', {}), await build('method', { exclude: /node_modules\/method/ })];
console.table(seen);
assert.deepEqual(seen, ['built', 'Class private methods are not enabled', 'left as it is']);
JS
node look.mjs
echo 'As stated.'
