import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A Markdown table. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/**
 * Prints results with today's date. With the option `--write` it also writes them into a page, between the comments
 * `<!-- name -->` and `<!-- /name -->`.
 */
export function writeResults(page: string, name: string, results: string): void {
  const text = `Run on ${new Date().toISOString().slice(0, 10)}:\n\n${results}\n`;
  process.stdout.write(`\n${text}`);
  if (!process.argv.includes('--write')) return;
  const file = fileURLToPath(new URL(`../../${page}`, import.meta.url));
  const [before = '', rest = ''] = readFileSync(file, 'utf8').split(`<!-- ${name} -->\n`);
  const [, after] = rest.split(`<!-- /${name} -->`);
  if (after === undefined) throw new Error(`${page} has no place for ${name}`);
  writeFileSync(file, `${before}<!-- ${name} -->\n${text}<!-- /${name} -->${after}`);
}
