// A build plugin that writes the functions of a module in one way.
import type { Plugin } from 'vite';

/**
 * Replaces function declarations at the top of a module by arrow functions, of which the source has as many: code with one form
 * compresses better. A function that is called before its declaration has run would fail when the file loads.
 */
export const arrowFunctions = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'arrow-functions',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  transform(code, id) {
    if (!/\/src\/.*\.ts$/.test(id)) return undefined;
    let arrows = code;
    // From the end, so that positions before stay right. Lines stay, so the source map does too.
    for (const statement of this.parse(code).body.toReversed()) {
      const found = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
      if (found?.type !== 'FunctionDeclaration' || found.generator || !found.id || !found.body) continue;
      const head = code.slice(found.id.end, found.body.start).trim();
      arrows = `${arrows.slice(0, found.start)}const ${found.id.name} = ${found.async ? 'async ' : ''}${head} => ${code.slice(found.body.start, found.body.end)};${arrows.slice(found.end)}`;
    }
    return { code: arrows, map: null };
  },
});
