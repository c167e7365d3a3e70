// What Vite builds: the standalone files, the modules for bundlers, the simulator and the backend.
import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions, EnvironmentOptions } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const shared = { target: 'es2022', sourcemap: true, copyPublicDir: false } satisfies BuildEnvironmentOptions;


/** One self-contained file that includes Lit. Each has its own environment, so that no two share a chunk. */
const standalone = (entry: string, format: 'es' | 'iife', fileName: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    ...shared,
    outDir: path('../dist/cdn'),
    emptyOutDir: false,
    lib: { entry: path(`../${entry}`), formats: [format], name: 'WiseLink', fileName: () => fileName },
    // Lit's modules have no side effects but to store their versions, so unused ones can be removed.
    rolldownOptions: { output: { minify: true, comments: false }, treeshake: { moduleSideEffects: (id) => !/node_modules\/(lit|@lit)/.test(id) } },
  },
});

/** The standalone files. */
export const STANDALONE: Record<string, EnvironmentOptions> = {
  module: standalone('src/script.ts', 'es', 'wise-link.js'),
  classic: standalone('src/script.ts', 'iife', 'wise-link.iife.js'),
  callback: standalone('src/callback/callback.ts', 'iife', 'callback.js'),
  diagnose: standalone('src/diagnose/index.ts', 'es', 'diagnose.js'),
  // Runs on load, from any kind of script tag or import.
  debug: standalone('src/debug/index.ts', 'iife', 'debug.js'),
};

/** For bundlers: Lit's `ReactiveElement` stays an import, so that a page with other Lit elements loads it once. */
export const npm: EnvironmentOptions = {
  build: {
    ...shared,
    outDir: path('../dist'),
    minify: false,
    lib: {
      entry: {
        index: path('../src/index.ts'),
        development: path('../src/development.ts'),
        'wise-link': path('../src/element/wise-link.ts'),
        callback: path('../src/callback/callback.ts'),
        diagnose: path('../src/diagnose/index.ts'),
        debug: path('../src/debug/index.ts'),
        testing: path('../src/testing/index.ts'),
        'testing/cypress': path('../src/testing/cypress.ts'),
        'testing/playwright': path('../src/testing/playwright.ts'),
      },
      formats: ['es'],
    },
    rolldownOptions: {
      external: /^(@lit\/reactive-element|msw)($|\/)/,
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
    },
  },
};

/** The simulator as a program and as a function, with its dependencies included, so that the package has none of them. */
export const simulator: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ...shared,
    target: 'node20',
    outDir: path('../dist'),
    emptyOutDir: false,
    ssr: true,
    license: { fileName: 'simulator.license.md' },
    rolldownOptions: {
      input: { 'simulator': path('../src/simulator/main.ts'), 'simulator/index': path('../src/simulator/index.ts') },
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
export const server: EnvironmentOptions = {
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ...shared,
    target: 'node20',
    outDir: path('../dist'),
    emptyOutDir: false,
    ssr: true,
    license: { fileName: 'server.license.md' },
    rolldownOptions: {
      input: {
        'server': path('../src/server/index.ts'),
        'server/postgres': path('../src/server/postgres.ts'),
        'server/pglite': path('../src/server/pglite.ts'),
        'migrate': path('../src/server/migrate-command.ts'),
        'contract': path('../contract/kit/main.ts'),
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
