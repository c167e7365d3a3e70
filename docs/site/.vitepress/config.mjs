// Settings of the documentation site.
import { cp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { mermaidPlugin } from './mermaid.mjs';
import { anchor, relative, repositoryLinks } from './links.mjs';
import { scrollingTables } from './tables.mjs';

const path = (relative) => fileURLToPath(new URL(`../../../${relative}`, import.meta.url));
const readme = await readFile(path('README.md'), 'utf8');
/** The pages in the tables of the README, below the heading of each table. */
const groups = readme.split(/^## /m).slice(1).map((section) => ({
  text: section.split('\n', 1).join(),
  items: [...section.matchAll(/^\| \[(.+?)\]\((\S+)\.md\) \|/gm)].map(([, text, page]) => ({ text, link: relative(page).replace(/^\./, '') })),
})).filter(({ items }) => items.length);

export default defineConfig({
  title: 'wise-link',
  description: readme.match(/^`<wise-link>` is (.*)$/m)[1].replaceAll(/\[(.*?)\]\(.*?\)/g, '$1'),
  lang: 'en',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: path('.'),
  // Only the landing page, the README and the pages that it links to.
  srcExclude: ['CHANGELOG.md', '{contract,demo,dist,src,test}/**', 'docs/site/node_modules/**'],
  rewrites: { 'docs/site/home.md': 'index.md', 'README.md': 'overview.md' },
  outDir: path('node_modules/.cache/docs'),
  ignoreDeadLinks: 'localhostLinks',
  cacheDir: path('node_modules/.cache/vitepress'),
  themeConfig: {
    // Each section opens on its own pages, so that the list stays short.
    sidebar: [{ text: 'Overview', link: '/overview' }, ...groups.map((group) => ({ ...group, collapsed: true }))],
    nav: [
      ...groups.map(({ text, items }) => ({ text: text.replace(/ (engineers|reviewers)$/, ''), items })),
      // Pages of their own, which the site's router must not load.
      { text: 'Playground', link: '/playground/index.html', target: '_self' },
      { text: 'Trust', link: '/trust/index.html', target: '_self' },
    ],
    outline: [2, 3],
    search: { provider: 'local' },
  },
  markdown: { anchor: { slugify: anchor }, config: (markdown) => markdown.use(repositoryLinks).use(mermaidPlugin).use(scrollingTables) },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === 'live-example' } } },
  vite: {
    configFile: false,
    publicDir: false,
    // Types come from the source, the element from the built files.
    resolve: { alias: [{ find: /^.*\/src\/(index|testing|locales\/auto)\.js$/, replacement: path('dist/$1.js') }] },
  },
  // The tables and the diagram of these pages need the full width.
  transformPageData: ({ relativePath }) => (/(backend|compare|errors|flows|migration|security)\.md$/.test(relativePath) ? { frontmatter: { aside: false, outline: [2, 3] } } : undefined),
  async buildEnd({ outDir }) {
    const add = (file, name) => cp(file, join(outDir, name), { recursive: true, filter: (one) => !one.endsWith('.map') });
    await add(createRequire(path('package.json')).resolve('msw/mockServiceWorker.js'), 'mockServiceWorker.js');
    await add(path('dist/cdn/callback.html'), 'wise-callback.html');
    // Bundling mermaid again would take longer than the rest of the build.
    const mermaid = path('docs/site/node_modules/mermaid/dist/');
    for (const name of ['mermaid.esm.min.mjs', 'chunks/mermaid.esm.min']) await add(mermaid + name, `mermaid/${name}`);
  },
});
