#!/usr/bin/env bash
# parcel 2.16.4: the inline import map that it adds for dynamic imports lacks the nonce that the page gives to its script.
#
# Guess: the production build of a page without inline scripts has none either, or one with the nonce of the script that needs it, as
#        Vite and webpack have settings for a nonce.
# Seen:  <script type=importmap>{"imports":…}</script> before the script with the nonce, without a nonce. No setting adds one.
# So:    under "script-src 'nonce-…'" the page loads, but every dynamic import fails, often long after. Add the nonce to the built page,
#        or use static imports.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null && npm pkg delete main
npm install --silent --no-audit --no-fund --save-exact parcel@2.16.4
echo '<!doctype html><html lang="en"><head><title>Page</title><script nonce="abc" type="module" src="main.js"></script></head><body></body></html>' > index.html
echo 'export const words = ["later"];' > later.js
echo 'import("./later.js").then(({ words }) => console.log(words));' > main.js
npx parcel build index.html --no-cache --log-level error
node -e '
const tags = require("node:fs").readFileSync("dist/index.html", "utf8").match(/<script[^>]*>/g);
console.log(tags);
require("node:assert/strict").deepEqual(tags.map((tag) => [/importmap/.test(tag), /nonce/.test(tag)]), [[true, false], [false, true]]);
'
echo 'As stated.'
