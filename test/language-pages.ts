/** `npm run language-pages`: writes a page per language under .cache/language-pages, with every sentence in its card, for native readers. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { languagePage } from './language-pages/page.js';
import { catalog, NAMES } from './package/words/catalogs.js';

const folder = new URL('../.cache/language-pages/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const name of NAMES) writeFileSync(new URL(`${name}.html`, folder), languagePage(name, await catalog(name)));
const list = NAMES.map((name) => `<li><a href="${name}.html">${name}</a></li>`).join('');
writeFileSync(new URL('index.html', folder), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Language pages</title><ul>${list}</ul></html>\n`);
process.stdout.write(`${NAMES.length} pages in .cache/language-pages: open index.html\n`);
