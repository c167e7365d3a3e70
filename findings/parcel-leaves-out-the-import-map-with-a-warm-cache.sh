#!/usr/bin/env bash
# parcel 2.16.4: after a page's script gets its first dynamic import, a build with a warm cache writes a page on which no import() works.
#
# Guess: a build with the cache of the build before gives the same files as a build without a cache.
# Seen:  the script has import("xxxxx") with a short name that only an import map resolves. The page, taken from the cache, has no import
#        map. Without the cache, the page has one. Nothing is printed.
# So:    on the page, each dynamic import fails with "Failed to resolve module specifier". Build for production with --no-cache, or delete
#        .parcel-cache when a page gets its first dynamic import.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null && npm pkg delete main
npm install --silent --no-audit --no-fund --save-exact parcel@2.16.4
echo '<!doctype html><html lang="en"><head><title>Page</title><script type="module" src="main.js"></script></head><body></body></html>' > index.html
echo 'export const words = ["later"];' > later.js
echo 'console.log("first");' > main.js
npx parcel build index.html --log-level error
echo 'import("./later.js").then(({ words }) => console.log(words));' > main.js
rm -rf dist
npx parcel build index.html --log-level error
look() { node -e '
const { readdirSync, readFileSync } = require("node:fs");
const read = (end) => readdirSync("dist").filter((file) => file.endsWith(end)).map((file) => readFileSync(`dist/${file}`, "utf8")).join("");
const seen = { imports: /import\("\w{5}"\)/.test(read(".js")), hasMap: read(".html").includes("importmap") };
console.log(process.argv[1], seen);
require("node:assert/strict").deepEqual(seen, { imports: true, hasMap: process.argv[1] === "without cache" });
' "$1"; }
look 'with warm cache'
rm -rf dist .parcel-cache
npx parcel build index.html --log-level error
look 'without cache'
echo 'As stated.'
