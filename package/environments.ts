// What Vite builds: the standalone files, the modules for bundlers, the simulator and the backend.
import { fileURLToPath } from 'node:url';
import type { BuildEnvironmentOptions, EnvironmentOptions, Rolldown } from 'vite';
import { folderOf, notice } from './notices.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
type Minify = NonNullable<Rolldown.OutputOptions['minify']>;

const shared = { target: 'es2022', sourcemap: true, copyPublicDir: false } satisfies BuildEnvironmentOptions;

/** One self-contained file, without Lit (package/own-base.ts). Each has its own environment, so that no two share a chunk. */
const standalone = (entry: string, format: 'es' | 'iife', fileName: string): EnvironmentOptions => ({
  consumer: 'client',
  build: {
    ...shared,
    outDir: path('../dist/cdn'),
    emptyOutDir: false,
    lib: { entry: path(`../${entry}`), formats: [format], name: 'WiseLink', fileName: () => fileName },
    rolldownOptions: { output: { minify: true, comments: false } },
  },
});

/** The files with the licenses of the libraries inside the built files, by environment. The others contain no library. */
export const LICENSES: Readonly<Record<string, string>> = {
  simulator: 'simulator.license.md',
  server: 'server.license.md',
};

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

/** Programs for Node that include their dependencies, so that the package has none of them. Shared chunks are in the folder `name`. */
const programs = (name: string, input: Record<string, string>, minify: Minify, external: string[] = [], commands: readonly string[] = [name]): EnvironmentOptions => ({
  consumer: 'server',
  resolve: { noExternal: true },
  build: {
    ...shared,
    target: 'node20',
    outDir: path('../dist'),
    emptyOutDir: false,
    ssr: true,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(input).map(([output, file]) => [output, path(`../${file}`)])),
      external,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: `${name}/[name].js`,
        postBanner: ({ name: chunk, moduleIds }) =>
          [...(commands.includes(chunk) ? ['#!/usr/bin/env node'] : []), ...(moduleIds.some(folderOf) ? [notice(`${name}.license.md`)] : [])].join('\n'),
        minify,
        comments: false,
      },
    },
  },
});

/** The simulator, as a program and as a function. */
export const simulator = programs('simulator', { 'simulator': 'src/simulator/main.ts', 'simulator/index': 'src/simulator/index.ts' }, true);

/** The backend and its commands. The databases are packages of the partner. */
export const server = programs(
  'server',
  {
    'server': 'src/server/index.ts',
    'server/postgres': 'src/server/postgres.ts',
    'server/pglite': 'src/server/pglite.ts',
    'migrate': 'src/server/migrate-command.ts',
    'service': 'src/service/command.ts',
    'contract': 'contract/kit/main.ts',
  },
  // Names stay, because the log has the stack frames of unexpected errors.
  { mangle: false, compress: true, codegen: { removeWhitespace: true } },
  ['pg', '@electric-sql/pglite', '@opentelemetry/api'],
  ['migrate', 'service', 'contract'],
);
