// Parcel adds an import map to the page, without the nonce of the page's script.
const { readFileSync, writeFileSync } = require('node:fs');

const page = readFileSync('dist/index.html', 'utf8');
writeFileSync('dist/index.html', page.replace(/<script (?=type="?importmap)/, '<script nonce="__NONCE__" '));
