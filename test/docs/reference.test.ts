// Compares docs/reference.md and docs/theming.md with the manifest.
import { describe, expect, test } from 'vitest';
import { element, wordsOf, type Named } from './manifest.js';
import { rows, section } from './pages.js';

const names = (list: readonly Named[]): string[] => list.map(({ name }) => name).toSorted();

/** The names in code in each cell of a column. */
const column = (path: string, heading: string, at = 0): string[] =>
  rows(section(path, heading)).flatMap((row) => [...(row[at] ?? '').matchAll(/`([\w-]+)[^`]*`/g)].map(([, name = '']) => name));

const { attributes, members, events, slots, cssParts, cssProperties } = element;
const fields = members.filter(({ kind }) => kind === 'field');
const ATTRIBUTES = rows(section('docs/reference.md', 'Attributes and properties'));
const LOOKS = section('docs/theming.md', 'Colors and sizes');

describe('the pages match the manifest of the element in', () => {
  test('its attributes, each with its property', () => {
    const pairs = ATTRIBUTES.filter(([attribute = '', property]) => attribute.startsWith('`') && property).map((row) => row.slice(0, 2).join(' '));
    expect(pairs.toSorted()).toEqual(attributes.map(({ name, fieldName }) => `\`${name}\` \`${fieldName}\``).toSorted());
  });

  test('its properties without an attribute', () => {
    const own = fields.filter(({ name, readonly }) => !readonly && !attributes.some(({ fieldName }) => fieldName === name));
    const documented = ATTRIBUTES.filter(([attribute]) => attribute === '–').map(([, property = '']) => property.replaceAll('`', ''));
    expect(documented.toSorted()).toEqual(names(own));
  });

  test('the keywords that an attribute accepts', () => {
    const missing = attributes.flatMap(({ name, type: { text } }) => {
      const meaning = ATTRIBUTES.find(([attribute]) => attribute === `\`${name}\``)?.slice(2).join(' ');
      return wordsOf(text).filter((word) => !meaning?.includes(`\`${word}\``)).map((word) => `${name}: ${word}`);
    });
    expect(missing).toEqual([]);
  });

  test('its methods', () => {
    expect(column('docs/reference.md', 'Methods').toSorted()).toEqual(names(members.filter(({ kind, static: isStatic }) => kind === 'method' && !isStatic)));
  });

  test('its read-only properties', () => {
    const [, documented = ''] = /Read-only: (.*)/s.exec(section('docs/reference.md', 'Methods')) ?? [];
    const own = fields.filter(({ readonly }) => readonly);
    expect(own.filter(({ name }) => !documented.includes(`\`${name}\``))).toEqual([]);
    expect(own.length).toBe(3);
  });

  test('its events', () => {
    expect([...new Set(column('docs/reference.md', 'Events'))].toSorted()).toEqual(names(events));
  });

  test('its custom properties, with their defaults', () => {
    const documented = rows(LOOKS).map(([name = '', value = '']) => [name.replaceAll('`', ''), /^`([^`]*)`$/.exec(value)?.[1]]);
    expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(cssProperties.map(({ name, default: value }) => [name, value])));
  });

  test('its parts and its slots', () => {
    const [, parts = '', given = ''] = /^Parts[^:]*:(.*?)\bSlots:(.*?)\n\n/ms.exec(section('docs/theming.md', 'Parts and slots')) ?? [];
    const code = (text: string): string[] => [...text.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name).toSorted();
    expect(code(parts)).toEqual(names(cssParts));
    expect(code(given)).toEqual(names(slots));
  });
});
