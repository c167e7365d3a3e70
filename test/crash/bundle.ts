import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { serverFromSource } from '../../demo/server-from-source.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** A change to one file of the backend, for a copy with a planted bug. */
export interface Plant {
  file: string;
  from: string;
  to: string;
}

/**
 * Bundles the process of the backend, or of the service, into one file, which starts three times as fast, optionally with planted bugs.
 * Returns the path of the file.
 */
export async function bundle(name: string, plants: readonly Plant[] = [], program: 'backend' | 'service' | '../soak/backend' = 'backend'): Promise<string> {
  const outDir = path(`../../node_modules/.cache/crash/${name}`);
  await build({
    configFile: false,
    logLevel: 'error',
    root: path('../..'),
    plugins: [planted(plants)],
    resolve: { alias: serverFromSource },
    // PGlite loads files from its own folder, so it cannot be bundled.
    ssr: { noExternal: true, external: ['@electric-sql/pglite', 'pg'] },
    build: { ssr: path(`${program}.ts`), outDir, emptyOutDir: true, target: 'node20', minify: false },
  });
  return `${outDir}/${basename(program)}.js`;
}

const planted = (plants: readonly Plant[]): Plugin => ({
  name: 'planted',
  enforce: 'pre',
  load(id) {
    if (!id.startsWith(path('../../src/server/'))) return undefined;
    const here = plants.filter(({ file }) => id === path(`../../src/server/${file}`));
    const code = here.reduce((text, { file, from, to }) => {
      if (text.split(from).length !== 2) throw new Error(`src/server/${file} does not contain exactly once: ${from}`);
      return text.replace(from, () => to);
    }, readFileSync(id, 'utf8'));
    // The migrations are beside the source, not beside the bundle.
    return code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
  },
});
