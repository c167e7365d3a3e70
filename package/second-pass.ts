import { minify } from 'terser';
import type { Plugin } from 'vite';

/**
 * A second pass over files that the bundler has minified. It finds what the first one does not, which is 1 % of the
 * element, and renames local variables only. Before the plugins that use the file as it is shipped.
 */
export const secondPass = (isFor: (environment: string) => boolean): Plugin => ({
  name: 'second-pass',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const map = bundle[`${file.fileName}.map`];
      const { code = '', map: mapped } = await minify(file.code, {
        module: true,
        ecma: 2022,
        compress: { passes: 3 },
        ...(map?.type === 'asset' && { sourceMap: { content: String(map.source), filename: file.fileName, url: `${file.fileName}.map` } }),
      });
      file.code = `${code}\n`;
      if (map?.type === 'asset') map.source = mapped as string;
    }
  },
});
