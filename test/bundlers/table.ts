// The table of docs/bundlers.md.
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../../docs/bundlers.md', import.meta.url);
const TABLE = /(?<=<!-- bundlers -->\n).*?(?=<!-- \/bundlers -->)/s;

/** What was found with one bundler. */
export interface Row {
  readonly name: string;
  readonly packages: Readonly<Record<string, string>>;
  /** The results by column. */
  readonly results: Readonly<Record<string, string>>;
}

/** Writes the table into the page, with the date of the run. */
export function writeTable(rows: readonly Row[], date = new Date()): void {
  const lines = rows.map(({ name, packages, results }) => {
    const versions = Object.entries(packages).map(([name, version]) => `\`${name}\` ${version}`);
    return [name, versions.join(', '), ...Object.values(results)];
  });
  const head = ['', 'version', ...Object.keys(rows[0]?.results ?? {})];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map(() => '---')).replaceAll(' ', ''), ...lines.map(line), '', `Run on ${date.toISOString().slice(0, 10)}.`, ''];
  writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(TABLE, () => table.join('\n')));
}
