import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { serverFromSource } from '../../demo/server-from-source.js';
import { inlineMigrations } from '../../package/inline-migrations.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Bundles the servers, the backend from its source as the package has it, so that no loader takes part. Returns the folder. */
export async function bundle(): Promise<string> {
  const outDir = path('../../node_modules/.cache/bench-server');
  await build({
    configFile: false,
    logLevel: 'error',
    root: path('../..'),
    plugins: [inlineMigrations()],
    resolve: { alias: serverFromSource },
    environments: {
      ssr: { resolve: { noExternal: true, external: ['pg', '@electric-sql/pglite', '@opentelemetry/api'] } },
    },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: { input: ['fake-wise', 'bare', 'backend'].map((name) => path(`${name}.ts`)), output: { entryFileNames: '[name].js' } },
    },
  });
  return outDir;
}
