// A build plugin that minifies the self-contained files a second time.
import { minify, type MinifyOptions } from 'terser';
import type { Plugin } from 'vite';

/**
 * Members that get short names. They are used only within the element's own file, and never by a page, a backend,
 * storage or another file of the package: test/package/standalone.test.ts checks this.
 * Some are also names of browser APIs that the element does not use, such as `send` of a WebSocket.
 */
export const RENAMED =
  'canEmail isFramed hasUrl cooldownSeconds isAsking isPresent isLive isComing isOffline isWaiting hasEnded refused isInvalid isCooling isFirst isBusy contacting extendAttempt attach prepare ends takes initials main news warning reserve pauseEmails chosenFlow canSubmit isRepeated isStatus elapsed ownerOf reread isHandheld isInstalled isInApp swap adoptAttempt setCurrent stale ahead prefetch leftForWise pageRestored isOnce setAsking extra tries currentAttempt redraw announce isOnline wiseWindow prefetched atWise clientKey nextConfig owned starting ensureAttempt begin fits successorOf starts outcomes isNews via wasAsked claim current leave answer createRenderRoot scheduleUpdate willUpdate config transport minutes configure store pause labels request window send changed';

/**
 * As the first line of a file, makes Chromium 136 and later compile all of its functions in the background while it loads, instead
 * of each at its first call (https://v8.dev/blog/explicit-compile-hints). The card needs most of them to appear.
 */
const COMPILE_HINT = '//# allFunctionsCalledOnLoad';

/**
 * Minifies the files of the bundler a second time, which saves 1 % of the element. In files where `isElement` is true, it
 * also shortens the names of private members, and adds the compile hint. Runs before the plugins that use the final file.
 */
export const secondPass = (isFor: (environment: string) => boolean, isElement: (environment: string) => boolean): Plugin => ({
  name: 'second-pass',
  apply: 'build',
  applyToEnvironment: ({ name }) => isFor(name),
  async generateBundle({ format }, bundle) {
    const regex = new RegExp(`^(${RENAMED.replaceAll(' ', '|')})$`);
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const map = bundle[`${file.fileName}.map`];
      // In a classic script, names at the top would be globals.
      const options = { module: format === 'es', ecma: 2022 } as const;
      const source = (content: unknown): NonNullable<MinifyOptions['sourceMap']> => ({ content: String(content), filename: file.fileName, url: `${file.fileName}.map` });
      const first = await minify(file.code, {
        ...options,
        compress: { passes: 2, unsafe_arrows: true, lhs_constants: false },
        mangle: isElement(this.environment.name) ? { properties: { regex, builtins: true } } : true,
        ...(map?.type === 'asset' && { sourceMap: source(map.source) }),
      });
      // Mangled once more, because the most frequent letters are known only now.
      const { code = '', map: mapped } = await minify(first.code ?? '', { ...options, compress: false, mangle: true, ...(isElement(this.environment.name) && { format: { preamble: COMPILE_HINT } }), ...(map?.type === 'asset' && { sourceMap: source(first.map) }) });
      file.code = `${code}\n`;
      if (map?.type === 'asset') map.source = mapped as string;
    }
  },
});
