import { minify, type MinifyOptions } from 'terser';
import type { Plugin } from 'vite';

/**
 * Members that get short names: all of them are read and written within the element's own file, by name. None is to be seen
 * by a page, a backend, a storage or another file of ours: test/package/standalone.test.ts looks.
 */
export const RENAMED =
  'canEmail isFramed hasUrl coolFor isAsking isPresent isLive isComing isOffline isWaiting hasEnded refused isInvalid isCooling isFirst isBusy contacting lasts owns prepare hand ends coming takes main opens news warning reserve cool way ahead extra stale isOnce announce road';

/** Lit's, and those that only Lit itself calls. */
const LITS = '_\\$.+|createProperty|elementProperties|enableUpdating|finalize|createRenderRoot|scheduleUpdate|performUpdate|willUpdate';

/**
 * A second pass over files that the bundler has minified. It finds what the first one does not, which is 1 % of the
 * element, and in files that `isElement` it gives members of no one's concern short names. Before the plugins that use the
 * file as it is shipped.
 */
export const secondPass = (isFor: (environment: string) => boolean, isElement: (environment: string) => boolean): Plugin => ({
  name: 'second-pass',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  async generateBundle(_, bundle) {
    const regex = new RegExp(`^(${LITS}|${RENAMED.replaceAll(' ', '|')})$`);
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const map = bundle[`${file.fileName}.map`];
      const options = { module: true, ecma: 2022 } as const;
      const source = (content: unknown): NonNullable<MinifyOptions['sourceMap']> => ({ content: String(content), filename: file.fileName, url: `${file.fileName}.map` });
      const first = await minify(file.code, {
        ...options,
        compress: { passes: 6, unsafe_arrows: true, pure_getters: true }, // no function is used as a constructor
        mangle: isElement(this.environment.name) ? { properties: { regex } } : true,
        ...(map?.type === 'asset' && { sourceMap: source(map.source) }),
      });
      // The shortest names go by the letters of the code, which are known only now.
      const { code = '', map: mapped } = await minify(first.code ?? '', { ...options, compress: false, mangle: true, ...(map?.type === 'asset' && { sourceMap: source(first.map) }) });
      file.code = `${code}\n`;
      if (map?.type === 'asset') map.source = mapped as string;
    }
  },
});
