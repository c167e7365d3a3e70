// Settings of the custom-elements analyzer: writes dist/custom-elements.json, and from it the files for editors and templates.
import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import { frameworkTypes } from './framework-types.mjs';

const SHIPPED = new Set(['dist/index.js', 'dist/wise-link.js']);
const OUT = 'dist';

/** Type aliases for a union of strings, and the strings, which editors suggest. */
const words = new Map();

export default {
  globs: ['src/{*,{element,flow}/**/*}.ts'],
  // The class stands in for Lit's, of which only the public members of the element count.
  exclude: ['src/element/reactive-element.ts'],
  outdir: OUT,
  litelement: true,
  plugins: [
    {
      name: 'as-shipped',
      collectPhase({ ts, node }) {
        if (ts.isTypeAliasDeclaration(node) && /^'[\w-]+'( \| '[\w-]+')+$/.test(node.type.getText())) words.set(node.name.text, node.type.getText());
      },
      // Keep paths in the package instead of the repository, documented events instead of those that the analyzer derives
      // from dispatchEvent calls, and public members only.
      packageLinkPhase({ customElementsManifest }) {
        for (const module of customElementsManifest.modules) {
          module.path = module.path.replace(/^src\/(element\/(?=wise-link\.ts))?/, 'dist/').replace(/\.ts$/, '.js');
          for (const { events, members, attributes } of module.declarations ?? []) {
            for (const { type } of [...(members ?? []), ...(attributes ?? [])]) {
              if (type) type.text = type.text.replace(/^\w+(?= \|)/, (name) => words.get(name) ?? name);
            }
            if (events) keep(events, ({ name }) => name?.startsWith('wise-link-'));
            if (members) keep(members, ({ privacy }) => privacy !== 'private' && privacy !== 'protected');
          }
        }
        keep(customElementsManifest.modules, ({ path }) => SHIPPED.has(path));
      },
    },
    frameworkTypes({ outdir: OUT }),
    customElementVsCodePlugin({ outdir: OUT, htmlFileName: 'vscode.html-custom-data.json', cssFileName: 'vscode.css-custom-data.json', hideLogs: true }),
    customElementJetBrainsPlugin({ outdir: OUT, webTypesFileName: 'web-types.json', packageJson: false, hideLogs: true }),
  ],
};

const keep = (list, isKept) => list.splice(0, list.length, ...list.filter(isKept));
