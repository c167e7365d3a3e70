// Builds the catalogs of words.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport, type EnvironmentOptions, type Plugin } from 'vite';
import type { Words } from '../src/locales/en.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The catalogs, one file each. */
const languages = readdirSync(path('../src/locales'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !/^(auto|catalogues|en|fill)$/.test(name));

/**
 * Builds each catalog as a list that can be imported, and that registers itself with the element on pages with script tags.
 * Also builds `auto.js`, which fetches the others from its own folder.
 */
export const localePlugin = (): Plugin => ({
  name: 'locale',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'locales',
  resolveId: (id, importer) => (importer?.endsWith('/locales/auto.ts') && id.startsWith('./') ? { id, external: true } : undefined),
  async load(file) {
    const language = languages.find((one) => file === path(`../src/locales/${one}.ts`));
    if (!language) return undefined;
    const { module } = await runnerImport<Record<string, Words>>(file);
    const [[name, words] = ['', {}]] = Object.entries(module);
    this.emitFile({
      type: 'asset',
      fileName: `${language}.d.ts`,
      source: `import type { Catalogue } from './catalogues.js';\nexport declare const ${name}: Catalogue;\n`,
    });
    return `
      export const ${name} = ${JSON.stringify(Object.values(words))};
      globalThis.customElements?.whenDefined('wise-link').then((element) => element.localize?.(${name}));
    `;
  },
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'auto.d.ts', source: 'export {};\n' });
  },
});

/** How Vite builds the catalogs. */
export const locales: EnvironmentOptions = {
  consumer: 'client',
  build: {
    target: 'es2022',
    copyPublicDir: false,
    sourcemap: false,
    outDir: path('../dist/locales'),
    emptyOutDir: false,
    lib: {
      entry: { auto: path('../src/locales/auto.ts'), ...Object.fromEntries(languages.map((language) => [language, path(`../src/locales/${language}.ts`)])) },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: { output: { minify: true, comments: false } },
  },
};
