// Inserts the server-rendered HTML into the built page.
import { readFileSync, writeFileSync } from 'node:fs';

Object.assign(globalThis, { BANK: '__BANK__', WISE: '__WISE__' });
const { render } = await import('./server/server.js');
const page = new URL('dist/index.html', import.meta.url);
writeFileSync(page, readFileSync(page, 'utf8').replace('<div id="app"></div>', () => `<div id="app">${render()}</div>`));
