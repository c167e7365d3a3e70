/**
 * Writes dist/frameworks.d.ts from the manifest: the types for the templates of frameworks, with the comments that
 * editors show.
 */
import { writeFileSync } from 'node:fs';

/** The required attributes. */
const REQUIRED = new Set(['environment', 'clientId', 'redirectUri']);

export const frameworkTypes = ({ outdir }) => ({
  name: 'framework-types',
  packageLinkPhase({ customElementsManifest }) {
    const [element] = customElementsManifest.modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName === 'wise-link'));
    const settings = element.attributes.map(({ name, fieldName, description }) => ({ name, field: fieldName, description }));
    const handed = element.members
      .filter(({ kind, static: isStatic, readonly, attribute }) => kind === 'field' && !isStatic && !readonly && !attribute)
      .map(({ name, description }) => ({ name, field: name, description }));
    const events = element.events.map(({ name, type, description }) => ({ name, type: type.text, description }));
    const camel = (name) => `on-${name}`.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const handlers = (nameOf) => events.map(({ name, type, description }) => row(nameOf(name), `((event: ${type}) => void) | undefined`, description));
    const text = [
      `import type { ${['WiseLink', ...events.map(({ type }) => type)].join(', ')} } from './index.js';`,
      ...made('Attributes', 'The attributes, by their names in HTML.', settings.map((setting) => member(setting, setting.name))),
      ...made('Properties', 'The same by their names in scripts.', settings.map((setting) => member(setting, setting.field))),
      ...made('Objects', 'What is handed over as a property, since an attribute holds only text.', handed.map((property) => member(property, property.name))),
      ...made('PropObjects', 'The same with the prefix of Solid 2.', handed.map((property) => member(property, `prop:${property.name}`))),
      ...made('Handlers', 'A handler for each event, as an attribute.', handlers((name) => `on${name}`)),
      ...made('ColonHandlers', 'The same as Solid 1 writes them.', handlers((name) => `on:${name}`)),
      ...made('NamedHandlers', 'The same as Solid 2 writes them: the letter after `on` is a capital.', handlers((name) => `on${name[0].toUpperCase()}${name.slice(1)}`)),
      ...made('CamelHandlers', 'The same in camel case.', handlers(camel)),
    ];
    writeFileSync(`${outdir}/frameworks.d.ts`, `${text.join('\n')}\n`);
  },
});

const made = (name, comment, rows) => ['', `/** ${comment} */`, `export interface ${name} {`, ...rows, '}'];

const member = ({ field, description }, name) =>
  REQUIRED.has(field) ? row(name, `NonNullable<WiseLink['${field}']>`, description, '') : row(name, `WiseLink['${field}']`, description);

const row = (name, type, description, mark = '?') => `  /** ${description.replaceAll('\n', ' ')} */\n  '${name}'${mark}: ${type};`;
