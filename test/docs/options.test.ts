// Compares the options in docs/backend.md with the types of the backend.
import { readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { root, rows, section } from './pages.js';

/** The names of an interface's properties. */
function propertiesOf(file: string, name: string): string[] {
  const { body } = parseSync(file, readFileSync(root + file, 'utf8')).program;
  const found = body.flatMap((node) => (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'TSInterfaceDeclaration' && node.declaration.id.name === name ? [node.declaration] : []));
  return found.flatMap(({ body: { body: members } }) => members.flatMap((member) => (member.type === 'TSPropertySignature' && member.key.type === 'Identifier' ? [member.key.name] : [])));
}

/** The names in the first column of the table below a heading of the page. */
const documented = (heading: string): string[] => rows(section('docs/backend.md', heading)).flatMap(([names = '']) => [...names.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name));

test('docs/backend.md has every option of the backend, and no other', () => {
  const own = propertiesOf('src/server/wise-link-options.ts', 'WiseLinkOptions').filter((name) => name !== 'wise');
  const wise = propertiesOf('src/server/wise-options.ts', 'WiseOptions').map((name) => `wise.${name}`);
  expect(wise.length).toBeGreaterThan(5);
  expect(documented('Options').toSorted()).toEqual([...own, ...wise].toSorted());
});
