// Settings of the custom-elements analyzer, which writes dist/custom-elements.json.
const SHIPPED = new Set(['dist/index.js', 'dist/wise-link.js']);

export default {
  globs: ['src/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  plugins: [
    {
      name: 'as-shipped',
      // Paths of the package, not of the repository; and the events that are documented, without the guesses that the
      // analyzer makes of every dispatchEvent.
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          module.path = module.path.replace(/^src\//, 'dist/').replace(/\.ts$/, '.js');
          for (const { events } of module.declarations ?? []) {
            if (events) events.splice(0, events.length, ...events.filter(({ name }) => name?.startsWith('wise-link-')));
          }
        }
        customElementsManifest.modules = customElementsManifest.modules.filter(({ path }) => SHIPPED.has(path));
      },
    },
  ],
};
