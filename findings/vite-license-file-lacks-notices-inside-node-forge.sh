#!/usr/bin/env bash
# vite 8.4.0 with node-forge 1.4.3: the file of build.license lacks notices that the bundled code requires to be kept.
#
# Guess: build.license writes all notices of the bundled libraries, so comments can be removed from the bundle.
# Seen:  it copies the LICENSE file of each package. That of node-forge names Digital Bazaar only. lib/jsbn.js has the license of Tom Wu,
#        "All redistributions must retain an intact copy of this copyright notice", lib/baseN.js that of base-x (MIT), and lib/pkcs1.js
#        that of Kenji Urushima (MIT): in comments that are no "legal comments" (@license, /*!), so minifying removes them.
# So:    collectors that read LICENSE files are not enough: also read the comments of the bundled modules.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact vite@8.4.0 node-forge@1.4.3
echo 'import forge from "node-forge"; console.log(forge.pki.rsa);' > main.js
cat > vite.config.mjs <<'JS'
export default { logLevel: 'error', build: { license: { fileName: 'license.md' }, lib: { entry: 'main.js', formats: ['es'], fileName: 'bundle' }, minify: true } };
JS
npx vite build
node -e '
const { readdirSync, readFileSync } = require("node:fs");
const kept = readdirSync("dist").map((file) => readFileSync(`dist/${file}`, "utf8")).join("\n");
const source = ["jsbn", "baseN", "pkcs1"].map((file) => readFileSync(`node_modules/node-forge/lib/${file}.js`, "utf8")).join("\n");
const rows = ["Digital Bazaar", "Tom Wu", "base-x contributors", "Kenji Urushima"].map((holder) => [holder, source.includes(holder), kept.includes(holder)]);
console.table(rows);
require("node:assert/strict").deepEqual(rows.map(([, ...seen]) => seen), [[true, true], [true, false], [true, false], [true, false]]);
'
echo 'As stated.'
