// Checks that the `--help` of each command teaches it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { bin } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { bin: Record<string, string> };

const said = (file: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync('node', [`${root}${file}`, ...args], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: '' } });

/** The lines of a section of a help text. */
const section = (text: string, heading: string): string[] => (text.split(`\n${heading}:\n`)[1] ?? '').split('\n\n')[0]?.split('\n') ?? [];

/** The source of each command, whose options `parseArgs` reads. */
const SOURCES: Record<string, string> = {
  'wise-simulator': 'src/simulator/command-line.ts',
  'wise-link-contract': 'contract/kit/arguments.ts',
  'wise-link-migrate': 'src/server/migrate-command.ts',
  'wise-link-server': 'src/service/help.ts',
};

test('every command is checked here', () => {
  expect(Object.keys(SOURCES).toSorted()).toEqual(Object.keys(bin).toSorted());
});

describe.each(Object.entries(bin))('%s --help', (name, file) => {
  const { status, stdout: text, stderr } = said(file, '--help');

  test('goes to the standard output and succeeds, as -h does', () => {
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(said(file, '-h')).toMatchObject({ status, stdout: text });
  });

  test('begins with the synopsis and what the command does', () => {
    expect(text).toMatch(new RegExp(`^Usage: ${name}( .+)?\\n\\n[A-Z][^\\n]+\\.`));
  });

  test('names every option', () => {
    const read = readFileSync(root + (SOURCES[name] ?? ''), 'utf8').matchAll(/(?<!\?\? )'([a-z]+(?:-[a-z]+)*)'(?=: (?:one|many)\b|,\s)/g);
    const options = /migrate|server/.test(name) ? [] : [...read].map(([, option = '']) => option).filter((option) => !/^(string|boolean|port|name)$/.test(option));
    expect(['help', ...options].filter((option) => !text.includes(`--${option}`))).toEqual([]);
  });

  test('has at least two examples that begin with the command', () => {
    expect(section(text, 'Examples').filter((line) => line.includes(`npx ${name}`)).length).toBeGreaterThan(1);
  });

  test('says what each exit code means', () => {
    expect(section(text, 'Exit codes').filter((line) => /^ {2}\d {2}\w/.test(line)).map((line) => line.trim()[0])).toEqual(['0', '1', '2']);
  });

  test('fits a terminal of 120 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test('is not needed to learn that an option is unknown: exit code 2, on the standard error', () => {
    const unknown = said(file, '--no-such-option');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).not.toBe('');
  });
});
