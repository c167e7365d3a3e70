// A site without a build: its page, and the files of the packages.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
mkdirSync('dist', { recursive: true });
copyFileSync('index.html', 'dist/index.html');
copyFileSync(resolve('wise-link/cdn/wise-link.js'), 'dist/wise-link.js');
copyFileSync('node_modules/alpinejs/dist/cdn.min.js', 'dist/alpine.js');
