// Small sites with libraries for page transitions.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { BANK, WISE } from './places.js';

/** How long the old content stays beside the new one, in milliseconds. */
const OVERLAP = 300;

const element = `<wise-link environment="sandbox" client-id="bank" mode="popup" redirect-uri="${BANK}/wise-callback.html" authorize-url="${WISE}/oauth/authorize/" exchange-url="/api/wise/exchange" start-url="/api/wise/start"></wise-link>`;

/** A library for page transitions, and a small site with two pages that uses it. */
interface Library {
  name: string;
  /** The library's files for script tags, or a module that imports it. */
  files: readonly string[];
  module?: string;
  style: string;
  /** The HTML of the page with this title. */
  body: (title: string) => string;
  /** The site's own script. */
  script: string;
}

const link = (attributes = ''): string => `<nav><a href="/swap/second.html" ${attributes}>Next page</a></nav>`;

/** The HTML of a site that a framework renders, the same for each page. */
const drawn = `const inside = (title) => '<h1>' + title + '</h1>${element}';`;

export const LIBRARIES: readonly Library[] = [
  {
    name: 'Unpoly',
    files: ['unpoly/unpoly.js'],
    style: '',
    body: (title) => `${link(`up-follow up-target="main" up-transition="cross-fade" up-duration="${OVERLAP}"`)}<main><h1>${title}</h1>${element}</main>`,
    script: '',
  },
  {
    name: 'Barba',
    files: ['@barba/core/dist/barba.umd.js'],
    style: '',
    body: (title) => `<div data-barba="wrapper">${link()}<main data-barba="container"><h1>${title}</h1>${element}</main></div>`,
    script: `
      const lasts = () => new Promise((resolve) => setTimeout(resolve, ${OVERLAP}));
      barba.init({ transitions: [{ sync: true, leave: lasts, enter: lasts }] });
    `,
  },
  {
    name: 'swup, in parallel',
    files: ['swup/dist/Swup.umd.js', '@swup/parallel-plugin/dist/index.umd.js'],
    style: `
      html.is-changing .transition-main { transition: opacity ${OVERLAP}ms; }
      html.is-animating .transition-main.is-next-container, html.is-changing .transition-main.is-previous-container { opacity: 0.1; }
    `,
    body: (title) => `${link()}<main id="swup" class="transition-main"><h1>${title}</h1>${element}</main>`,
    script: 'new Swup({ plugins: [new SwupParallelPlugin()] });',
  },
  {
    name: "Vue's <Transition>",
    files: ['vue/dist/vue.runtime.global.prod.js'],
    style: `.v-leave-active, .v-enter-active { transition: opacity ${OVERLAP}ms; } .v-leave-to, .v-enter-from { opacity: 0; }`,
    body: () => `${link()}<div id="app"></div>`,
    script: `
      ${drawn}
      const title = Vue.ref('First');
      document.querySelector('a').addEventListener('click', (event) => (event.preventDefault(), (title.value = 'Second')));
      Vue.createApp(() => Vue.h(Vue.Transition, null, () => Vue.h('main', { key: title.value, innerHTML: inside(title.value) }))).mount('#app');
    `,
  },
  {
    name: "Motion's <AnimatePresence>",
    files: [],
    module: `
      import { createElement, useEffect, useState } from 'react';
      import { createRoot } from 'react-dom/client';
      import { AnimatePresence, motion } from 'motion/react';
      ${drawn}
      function App() {
        const [title, go] = useState('First');
        useEffect(() => document.querySelector('a').addEventListener('click', (event) => (event.preventDefault(), go('Second'))), []);
        const main = { key: title, exit: { opacity: 0 }, transition: { duration: ${OVERLAP / 1000} }, dangerouslySetInnerHTML: { __html: inside(title) } };
        return createElement(AnimatePresence, null, createElement(motion.main, main));
      }
      createRoot(document.querySelector('#app')).render(createElement(App));
    `,
    style: '',
    body: () => `${link()}<div id="app"></div>`,
    script: '',
  },
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): Promise<string> => readFile(`${root}/${file}`, 'utf8');

/** Bundles a module into one script. */
async function bundled(module: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [{ name: 'site', resolveId: (id) => (id.endsWith('the-site') ? `${root}/the-site` : undefined), load: (id) => (id.endsWith('the-site') ? module : undefined) }],
    build: { write: false, minify: false, lib: { entry: 'the-site', formats: ['iife'], name: 'site' } },
  });
  const [{ output: [chunk] }] = [built].flat() as [Rolldown.RolldownOutput];
  return chunk.code;
}

/** Opens the first page of the bank's site with this library. */
export async function opensSwapping(page: Page, { files, module, style, body, script }: Library): Promise<void> {
  const scripts = [await read('dist/cdn/wise-link.js'), ...(await Promise.all(files.map((file) => read(`node_modules/${file}`)))), module ? await bundled(module) : script];
  const tags = scripts.map((_, place) => `<script ${place ? 'defer' : 'type="module"'} src="/swap/${place}.js"></script>`).join('');
  for (const [place, text] of scripts.entries()) await page.route(`${BANK}/swap/${place}.js`, (route) => route.fulfill({ contentType: 'text/javascript', body: text }));
  for (const title of ['First', 'Second']) {
    await page.route(`${BANK}/swap/${title.toLowerCase()}.html`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style>${tags}</head><body>${body(title)}</body></html>`,
      }),
    );
  }
  await page.goto(`${BANK}/swap/first.html`);
}
