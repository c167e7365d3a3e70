// A site without a build: its page, and the file of the package.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import integrity from 'wise-link/integrity.json' with { type: 'json' };

const { resolve } = createRequire(import.meta.url);
mkdirSync('dist', { recursive: true });
copyFileSync(resolve('wise-link/cdn/wise-link.js'), 'dist/wise-link.js');
writeFileSync('dist/index.html', readFileSync('index.html', 'utf8').replace('__INTEGRITY__', integrity['cdn/wise-link.js']));
