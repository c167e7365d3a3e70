// Settings of the build and Vitest.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import minifyLiterals from 'rollup-plugin-minify-template-literals';
import { defineConfig } from 'vitest/config';
import { callbackPagePlugin } from './src/callback/page-plugin.js';
import { serverFromSource } from './demo/server-from-source.js';
import { arrowFunctions } from './package/arrow-functions.js';
import { shortProperties } from './package/short-properties.js';
import { secondPass } from './package/second-pass.js';
import { npm, server, simulator, LICENSES, STANDALONE } from './package/environments.js';
import { inlineMigrations } from './package/inline-migrations.js';
import { localePlugin, locales } from './package/locales.js';
import { notices } from './package/notices.js';
import { ownBase } from './package/own-base.js';
import { browserUnderTest } from './test/support/browser.js';
import { LongestFirst } from './test/support/longest-first.js';
import { mswWorker } from './test/support/msw-worker.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
/** Tests of the tests: each plants a bug, and checks that the tests find it. */
const planted = ['test/{crash,model,soak}/planted.test.ts', 'test/contract/broken.test.ts'];

/** The environments that build a self-contained file of the element. */
const isElement = (environment: string): boolean => environment === 'module' || environment === 'classic';

/** The test folders for the folders of `src` whose code runs in a browser. Tests of the modules at the top of `src` are in `test`. */
const BROWSER_FOLDERS = 'attempt,backend,callback,controller,debug,diagnose,element,flow,launch,locales,oauth,testing';

/** Vitest reserves a processor that it does not need. The number must be equal for all projects, or they wait for each other. */
const maxWorkers = availableParallelism();
/** Random schedules make short-lived garbage. A larger young generation makes its collection faster. */
const execArgv = ['--max-semi-space-size=64'];
// A busy machine makes a test slow, not wrong.
const inNode = { environment: 'node', maxWorkers, execArgv, testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig(({ command }) => ({
  root: path('.'),
  appType: 'mpa',
  // Tests and the demo optimize different packages, and would overwrite each other's cache.
  cacheDir: path('node_modules/.cache/vite-test'),
  plugins: [
    { ...minifyLiterals({ include: ['src/**/*.ts'], exclude: ['src/element/view/css.ts'] }), apply: 'build' },
    ownBase(isElement),
    arrowFunctions(isElement),
    shortProperties(isElement),
    secondPass((environment) => environment in STANDALONE && environment !== 'callback', isElement),
    notices((environment) => LICENSES[environment]),
    callbackPagePlugin(),
    localePlugin(),
    inlineMigrations(),
    mswWorker(),
  ],
  server: { host: 'localhost', fs: { allow: [path('.')] } },
  // If Vite finds these later, it reloads the page during a test.
  optimizeDeps: { include: ['lit', '@lit/reactive-element', 'msw', 'msw/browser', '@open-wc/testing', 'fast-check', 'rrweb'] },
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
        test: { ...inNode, name: 'node', include: ['test/{compare,contract,docs,dom,fuzz,model,mutation,package,soak,trust}/**/*.test.ts'], exclude: planted },
      },
      {
        extends: true,
        // Load the modules, with a database in WebAssembly, once per process.
        test: { ...inNode, name: 'demo', include: ['test/{demo,server,service,simulator}/**/*.test.ts'], isolate: false },
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
