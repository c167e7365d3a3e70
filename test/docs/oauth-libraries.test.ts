// Compares docs/oauth-libraries.md with what `npm run clients` expects and installs.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPECTED, programOf, versionsIn } from '../clients/libraries.js';
import { root } from './pages.js';

const read = (file: string): string => readFileSync(root + file, 'utf8');
const page = read('docs/oauth-libraries.md');
const versions = versionsIn(`${root}test/clients/apps`);

describe('docs/oauth-libraries.md', () => {
  test.each(Object.entries(EXPECTED))('has what is expected of %s, and its version', (name, { defaults, advised, withoutClientId, raw }) => {
    expect(page).toContain(`| \`${name}\` ${versions[name]} | ${defaults} | ${advised} | ${withoutClientId} | ${raw} |`);
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` \\| .+ \\|$`, 'm'));
  });

  test('has no library that is not run', () => {
    const rows = [...page.matchAll(/^\| `([\w@/-]+)`/gm)].map(([, name]) => name);
    expect(new Set(rows)).toEqual(new Set(Object.keys(EXPECTED)));
  });

  test('is about programs that exist', () => {
    const programs = readdirSync(`${root}test/clients/apps`).filter((file) => /\.(mjs|py)$/.test(file) && !file.startsWith('settings.'));
    expect(programs.toSorted()).toEqual(Object.keys(EXPECTED).map(programOf).toSorted());
  });

  test('has exact versions only', () => {
    expect(Object.values(versions).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
