import { build } from 'vite';

/** A module with all that it imports, as a classic script for such browsers. What it exports is under the name, a global. */
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
