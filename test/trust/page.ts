// The page of `npm run trust`, as Markdown and HTML.
import type { Verdict } from './verdict.js';

/** What the page shows. */
export interface TrustPage {
  /** The commit; null if there are changes that are not committed. */
  commit: string | null;
  /** When the page was written, in ISO 8601. */
  at: string;
  /** Programs and their versions. */
  versions: readonly (readonly [name: string, version: string])[];
  verdicts: readonly Verdict[];
  /** Built files, with their size and limit in bytes. */
  sizes: readonly (readonly [file: string, bytes: number, limit: number])[];
}

const bytes = (count: number): string => `${count.toLocaleString('en')} B`;

/** The lines above the tables. */
function intro({ commit, at, verdicts }: TrustPage): string[] {
  const count = (result: Verdict['result']): number => verdicts.filter((verdict) => verdict.result === result).length;
  return [
    `Written ${at.slice(0, 16).replace('T', ' ')} UTC, ${commit === null ? 'with changes that are not committed' : `on commit ${commit}`}.`,
    `${count('kept')} promises kept, ${count('broken')} broken, ${count('not shown')} not shown on this commit.`,
  ];
}

/** The tables: title, head and rows. */
function tables({ verdicts, sizes, versions }: TrustPage): { title: string; head: string[]; rows: string[][] }[] {
  return [
    {
      title: 'Promises',
      head: ['promise', 'result', 'figure', 'command'],
      rows: verdicts.map(({ promised, result, figure }) => [promised.promise, result, figure, `npm run ${promised.command}`]),
    },
    {
      title: 'Sizes',
      head: ['built file, brotli', 'size', 'limit', 'result'],
      rows: sizes.map(([file, size, limit]) => [file, bytes(size), bytes(limit), size <= limit ? 'kept' : 'broken']),
    },
    { title: 'Versions', head: ['program', 'version'], rows: versions.map(([name, version]) => [name, version]) },
  ];
}

/** The page as Markdown. */
export function asMarkdown(page: TrustPage): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  const parts = tables(page).map(({ title, head, rows }) => [`## ${title}`, '', row(head), row(head.map(() => '---')), ...rows.map(row), ''].join('\n'));
  return `# Trust\n\n${intro(page).join('\n\n')}\n\n${parts.join('\n')}`;
}

/** The page as HTML, without scripts and references. */
export function asHtml(page: TrustPage): string {
  const text = (raw: string): string => raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const row = (cells: readonly string[], tag: 'td' | 'th scope="col"'): string =>
    `<tr>${cells.map((cell) => `<${tag}${STATES.has(cell) ? ` class="${cell.replace(' ', '-')}"` : ''}>${text(cell)}</${tag.slice(0, 2)}>`).join('')}</tr>`;
  const parts = tables(page).map(
    ({ title, head, rows }) =>
      `<h2>${title}</h2>\n<div role="region" aria-label="${title}" tabindex="0"><table>\n<thead>${row(head, 'th scope="col"')}</thead>\n<tbody>\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</tbody></table></div>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Trust</title>
<style>${STYLE}</style>
<main>
<h1>Trust</h1>
${intro(page).map((line) => `<p>${text(line)}</p>`).join('\n')}
${parts.join('\n')}
</main>
</html>
`;
}

const STATES = new Set(['kept', 'broken', 'not shown']);

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 75rem; margin: auto; padding: 1rem; }
div { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid color-mix(in srgb, CanvasText 25%, transparent); text-align: start; vertical-align: top; }
td[class] { font-weight: 600; white-space: nowrap; }
.kept { color: light-dark(#1a6b2a, #7fd993); }
.broken { color: light-dark(#b3261e, #ffb4ab); }
.not-shown { color: light-dark(#7a5200, #f2c14e); }
`;
