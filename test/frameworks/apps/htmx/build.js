// A site without a build: its pages, and the files of the packages.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
mkdirSync('dist', { recursive: true });
for (const page of ['index.html', 'element.html', 'empty.html']) copyFileSync(page, `dist/${page}`);
copyFileSync(resolve('wise-link/cdn/wise-link.js'), 'dist/wise-link.js');
copyFileSync('node_modules/htmx.org/dist/htmx.min.js', 'dist/htmx.js');
