#!/usr/bin/env bash
# lit 3.3.3: importing only ReactiveElement from "lit" still creates the Trusted Types policy "lit-html" in the page.
#
# Guess: a bundler removes the template engine when nothing of it is used, as Lit's modules are meant to be tree-shaken.
# Seen:  neither lit nor lit-html declares "sideEffects", and the policy is created at the top of lit-html. esbuild and Rollup keep it,
#        with and without minification. Importing the same class from @lit/reactive-element creates none.
# So:    under "trusted-types 'none'" or a list without lit-html, an element that only extends ReactiveElement throws when it is loaded.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact lit@3.3.3 @lit/reactive-element@2.1.2 esbuild@0.25.12 rollup@4.53.3 @rollup/plugin-node-resolve@16.0.3
for package in lit @lit/reactive-element; do
  name=${package##*/}
  echo "export { ReactiveElement } from '$package';" > "$name.mjs"
  npx esbuild "$name.mjs" --bundle --minify --format=esm --log-level=error --outfile="$name.esbuild.js"
  npx rollup "$name.mjs" --silent --plugin @rollup/plugin-node-resolve --file "$name.rollup.js"
done
node -e '
const { readFileSync } = require("node:fs");
const seen = ["lit", "reactive-element"].flatMap((name) => ["esbuild", "rollup"].map((tool) => [name, tool, readFileSync(`${name}.${tool}.js`, "utf8").includes("createPolicy")]));
console.table(seen);
require("node:assert/strict").deepEqual(seen.map(([, , found]) => found), [true, true, false, false]);
'
echo 'As stated.'
