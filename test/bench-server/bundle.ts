import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Plugin } from 'vite';
import { serverFromSource } from '../../demo/server-from-source.js';
import { inlineMigrations } from '../../package/inline-migrations.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The build in the folder, with the packages of this one, and with the customers of the benchmark. */
const earlierBuild = (folder: string): Plugin => ({
  name: 'earlier-build',
  enforce: 'pre',
  resolveId(source, importer) {
    if (source.startsWith('earlier-build/')) return this.resolve(source.replace('earlier-build', `${folder}/demo/partner`), importer, { skipSelf: true });
    if (!importer?.startsWith(folder)) return null;
    if (source === './customers.js') return path('earlier-customers.ts');
    return source.startsWith('.') ? null : this.resolve(source, path('main.ts'), { skipSelf: true });
  },
});

/** Bundles the servers, the backend from its source as the package has it, so that no loader takes part. Returns the folder. */
export async function bundle(before?: string): Promise<string> {
  const outDir = path('../../node_modules/.cache/bench-server');
  const names = ['fake-wise', 'bare', 'backend', ...(before === undefined ? [] : ['earlier'])];
  await build({
    configFile: false,
    logLevel: 'error',
    root: path('../..'),
    plugins: [inlineMigrations(), ...(before === undefined ? [] : [earlierBuild(before)])],
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
      rolldownOptions: { input: names.map((name) => path(`${name}.ts`)), output: { entryFileNames: '[name].js' } },
    },
  });
  // It reads them from beside itself.
  if (before !== undefined) cpSync(`${before}/demo/partner/migrations`, `${outDir}/migrations`, { recursive: true });
  return outDir;
}
