import { build } from 'vite';

/** Bundles a module as a classic script. Its exports are members of a global of that name. */
export async function bundled(entry: string, name: string, target = 'es2022'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target, lib: { entry, formats: ['iife'], name } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was not built`);
  return chunk.code;
}
