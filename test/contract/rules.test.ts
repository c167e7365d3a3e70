// Checks that the sentences that the kit names stand in the pages of the contract.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cases } from '../../contract/kit/cases/index.js';
import { RULES } from '../../contract/kit/rules.js';
import { pages, root } from '../docs/pages.js';

const kit = `${root}contract/kit`;
const sources = readdirSync(kit, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(`${kit}/${file}`, 'utf8'));

/** A heading's anchor, as GitHub makes it. */
const anchor = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(' ', '-');

/** A page's text below the heading with this anchor, up to the next heading, in one line and without emphasis. */
function textAt(place: string): string {
  const [path, fragment] = place.split('#');
  const page = pages.find((each) => each.path === path)?.text ?? '';
  const section = page.split(/^#+ /m).find((text) => anchor(text.split('\n', 1)[0] ?? '') === fragment) ?? '';
  return section.replaceAll('**', '').replaceAll(/\s+/g, ' ');
}

describe('the sentence of the contract', () => {
  test.each(Object.entries(RULES))('%s stands where the kit says', (_, { sentence, at }) => {
    expect(textAt(at)).toContain(` ${sentence}`);
  });

  test('is named once', () => {
    const sentences = Object.values(RULES).map(({ sentence }) => sentence);
    expect(sentences).toEqual([...new Set(sentences)]);
  });

  test.each(Object.keys(RULES))('%s is checked', (name) => {
    expect(sources.some((source) => new RegExp(`\\bRULES\\.${name}\\b`).test(source))).toBe(true);
  });

  test.each(cases.map((each) => [each.name, each]))('of %s is one of them', (_, { rule }) => {
    expect(Object.values(RULES)).toContain(rule);
  });
});
