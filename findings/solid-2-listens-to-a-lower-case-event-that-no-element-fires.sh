#!/usr/bin/env bash
# Solid 2.0.0-rc.21: `onLinkDone` on a custom element listens to "linkdone", `onlink-done` becomes an attribute, only `onLink-done` works.
#
# Guess: as the release removes `on:` ("on native elements"), custom elements keep it, or `onlink-done` listens to "link-done", as in React,
#        Preact and Svelte; and an object is set as a property of a custom element, as in Solid 1.
# Seen:  `on:link-done` is a compile error for custom elements too. `onlink-done={f}` compiles to setAttribute, with the text of the function.
#        `onLinkDone={f}` compiles without a warning to a listener for "linkdone", which no element with kebab-case events fires. A capital
#        after `on` and the rest in kebab case works: `onLink-done={f}`. An object goes to setAttribute too; only `prop:name` sets a property.
# So:    a success handler that never runs, without a type error unless the element's own types forbid the two other forms.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
# Only the compiler, without its Vite plugin.
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @solidjs/babel-plugin@2.0.0-rc.21 @babel/core@7.29.13 2> /dev/null
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { transformSync } from '@babel/core';
import solid from '@solidjs/babel-plugin';
const compile = (attribute) => {
  try {
    const { code } = transformSync(`<my-element ${attribute} />`, { plugins: [[solid, { moduleName: '@solidjs/web', generate: 'dom' }]], configFile: false, babelrc: false });
    return /_\$(?:addEvent|setAttribute)\(.*\)|_el\$\.\w+ = [a-z]+;/.exec(code)?.[0] ?? code;
  } catch (error) {
    return /namespace, which was removed/.test(error.message) ? 'compile error' : error.message;
  }
};
const seen = ['on:link-done={f}', 'onlink-done={f}', 'onLinkDone={f}', 'onLink-done={f}', 'headers={h}', 'prop:headers={h}'].map((attribute) => [attribute, compile(attribute)]);
console.table(seen);
assert.deepEqual(seen.map(([, code]) => code), [
  'compile error', '_$setAttribute(_el$, "onlink-done", f)', '_$addEvent(_el$, "linkdone", f)', '_$addEvent(_el$, "link-done", f)', '_$setAttribute(_el$, "headers", h)', '_el$.headers = h;',
]);
JS
node look.mjs
echo 'As stated.'
