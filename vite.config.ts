// Settings of the build, the demo’s server and Vitest.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import minifyLiterals from 'rollup-plugin-minify-template-literals';
import { runnerImport, type BuildEnvironmentOptions, type EnvironmentOptions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { callbackPagePlugin } from './src/callback/page-plugin.js';
import { demoServers } from './demo/servers.js';
import { serverFromSource } from './demo/server-from-source.js';
import { secondPass } from './package/second-pass.js';
import { inlineMigrations } from './package/inline-migrations.js';
import { leanLit } from './package/lean-lit.js';
import { browserUnderTest } from './test/support/browser.js';
import type { Words } from './src/locales/en.js';
import { LongestFirst } from './test/support/longest-first.js';
import { mswWorker } from './test/support/msw-worker.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const shared = { target: 'es2022', sourcemap: true, copyPublicDir: false } satisfies BuildEnvironmentOptions;

/** One self-contained file that includes Lit. Each has its own environment, so that no two share a chunk. */
const standalone = (entry: string, format: 'es' | 'iife', fileName: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    ...shared,
    outDir: path('dist/cdn'),
    emptyOutDir: false,
    lib: { entry: path(entry), formats: [format], name: 'WiseLink', fileName: () => fileName },
    // Lit's modules have no side effects but to store their versions, so unused ones can be removed.
    rolldownOptions: { output: { minify: true, comments: false }, treeshake: { moduleSideEffects: (id) => !/node_modules\/(lit|@lit)/.test(id) } },
  },
});

const STANDALONE: Record<string, EnvironmentOptions> = {
  module: standalone('src/script.ts', 'es', 'wise-link.js'),
  classic: standalone('src/script.ts', 'iife', 'wise-link.iife.js'),
  callback: standalone('src/callback/callback.ts', 'iife', 'callback.js'),
  diagnose: standalone('src/diagnose/index.ts', 'es', 'diagnose.js'),
  // Runs on load, from any kind of script tag or import.
  debug: standalone('src/debug/index.ts', 'iife', 'debug.js'),
};

/** For bundlers: Lit's `ReactiveElement` stays an import, so that a page with other Lit elements loads it once. */
const npm: EnvironmentOptions = {
  build: {
    ...shared,
    outDir: path('dist'),
    minify: false,
    lib: {
      entry: {
        index: path('src/index.ts'),
        development: path('src/development.ts'),
        'wise-link': path('src/element/wise-link.ts'),
        callback: path('src/callback/callback.ts'),
        diagnose: path('src/diagnose/index.ts'),
        debug: path('src/debug/index.ts'),
        testing: path('src/testing/index.ts'),
        'testing/cypress': path('src/testing/cypress.ts'),
        'testing/playwright': path('src/testing/playwright.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: /^(@lit\/reactive-element|msw)($|\/)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
};

/** The catalogs, one file each. */
const languages = readdirSync(path('src/locales'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => !/^(auto|catalogues|en|fill)$/.test(name));

/**
 * Builds each catalog as a list that can be imported, and that registers itself with the element on pages with script tags.
 * Also builds `auto.js`, which fetches the others from its own folder.
 */
const localePlugin = (): Plugin => ({
  name: 'locale',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'locales',
  resolveId: (id, importer) => (importer?.endsWith('/locales/auto.ts') && id.startsWith('./') ? { id, external: true } : undefined),
  async load(file) {
    const language = languages.find((one) => file === path(`src/locales/${one}.ts`));
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

const locales: EnvironmentOptions = {
  consumer: 'client',
  build: {
    ...shared,
    sourcemap: false,
    outDir: path('dist/locales'),
    emptyOutDir: false,
    lib: {
      entry: { auto: path('src/locales/auto.ts'), ...Object.fromEntries(languages.map((language) => [language, path(`src/locales/${language}.ts`)])) },
      formats: ['es'],
      fileName: (_, name) => `${name}.js`,
    },
    rolldownOptions: { output: { minify: true, comments: false } },
  },
};

/** The simulator as a program and as a function, with its dependencies included, so that the package has none of them. */
const simulator: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ...shared,
    target: 'node20',
    outDir: path('dist'),
    emptyOutDir: false,
    ssr: true,
    license: { fileName: 'simulator.license.md' },
    rolldownOptions: {
      input: { 'simulator': path('src/simulator/main.ts'), 'simulator/index': path('src/simulator/index.ts') },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'simulator/[name].js',
        banner: ({ name }) => (name === 'simulator' ? '#!/usr/bin/env node' : ''),
        minify: true,
        comments: false,
      },
    },
  },
};

/**
 * The backend and its commands. Includes its dependencies, so that who installs the element installs only Lit. The databases are
 * packages of the partner.
 */
const server: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ...shared,
    target: 'node20',
    outDir: path('dist'),
    emptyOutDir: false,
    ssr: true,
    license: { fileName: 'server.license.md' },
    rolldownOptions: {
      input: {
        'server': path('src/server/index.ts'),
        'server/postgres': path('src/server/postgres.ts'),
        'server/pglite': path('src/server/pglite.ts'),
        'migrate': path('src/server/migrate-command.ts'),
        'contract': path('contract/kit/main.ts'),
      },
      external: ['pg', '@electric-sql/pglite', '@opentelemetry/api'],
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'server/[name].js',
        // Names stay, because the log has the stack frames of unexpected errors.
        minify: { mangle: false, compress: true, codegen: { removeWhitespace: true } },
        comments: false,
        banner: ({ name }) => (/^(migrate|contract)$/.test(name) ? '#!/usr/bin/env node' : ''),
      },
    },
  },
};

/** Tests of the tests: each plants a bug, and checks that the tests find it. */
const planted = ['test/{crash,model}/planted.test.ts', 'test/contract/broken.test.ts'];

/** The test folders for the folders of `src` whose code runs in a browser. Tests of the modules at the top of `src` are in `test`. */
const BROWSER_FOLDERS = 'attempt,backend,callback,controller,debug,diagnose,element,flow,launch,locales,oauth,testing';

/** Vitest reserves a processor that it does not need. The number must be equal for all projects, or they wait for each other. */
const maxWorkers = availableParallelism();
/** Random schedules make short-lived garbage. A larger young generation makes its collection faster. */
const execArgv = ['--max-semi-space-size=64'];
const inNode = { environment: 'node', maxWorkers, execArgv } as const;

export default defineConfig(({ command }) => ({
  root: command === 'serve' && !process.env.VITEST ? path('demo/site') : path('.'),
  appType: 'mpa',
  // Tests and the demo optimize different packages, and would overwrite each other's cache.
  cacheDir: path(`node_modules/.cache/vite-${process.env.VITEST ? 'test' : 'demo'}`),
  plugins: [
    { ...minifyLiterals({ include: ['src/**/*.ts'], exclude: ['src/element/view/css.ts'] }), apply: 'build' },
    leanLit((environment) => environment in STANDALONE),
    secondPass((environment) => environment in STANDALONE && environment !== 'callback', (environment) => /^(module|classic)$/.test(environment)),
    callbackPagePlugin(),
    localePlugin(),
    inlineMigrations(),
    ...(process.env.VITEST ? [mswWorker()] : [demoServers()]),
  ],
  server: { host: 'localhost', port: Number(process.env.PORT ?? 4100), strictPort: true, fs: { allow: [path('.')] } },
  // If Vite finds these later, it reloads the page during a test.
  optimizeDeps: { include: process.env.VITEST ? ['lit', '@lit/reactive-element', 'msw', 'msw/browser', '@open-wc/testing', 'fast-check', 'rrweb'] : ['@lit/reactive-element'] },
  resolve: {
    alias: [
      { find: '@web/test-runner-commands', replacement: path('test/support/web-test-runner-commands.ts') },
      ...serverFromSource,
    ],
  },
  ...(command === 'build' && {
    builder: {},
    environments: {
      client: npm,
      locales,
      simulator,
      server,
      ...STANDALONE,
    },
  }),
  test: {
    sequence: { sequencer: LongestFirst },
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest.json' }]],
    projects: [
      {
        extends: true,
        test: { ...inNode, name: 'node', include: ['test/{contract,docs,dom,fuzz,model,package}/**/*.test.ts'], exclude: planted },
      },
      {
        extends: true,
        // Load the modules, with a database in WebAssembly, once per process.
        test: { ...inNode, name: 'demo', include: ['test/{demo,server,simulator}/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { ...inNode, name: 'planted', include: planted },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [`test/{*,{${BROWSER_FOLDERS}}/**/*}.test.ts`],
          setupFiles: ['test/support/quiet.ts', 'test/support/setup.ts'],
          isolate: false,
          maxWorkers,
          // One page for all files, in parallel with the tests in Node.
          browser: { enabled: true, headless: true, fileParallelism: false, screenshotFailures: false, api: { strictPort: false }, ...browserUnderTest() },
        },
      },
    ],
  },
}));
