/**
 * `npm run trust`: one page with what every test command last showed, as Markdown and HTML. It runs nothing by itself: a figure
 * without a run on this commit says so. `-- --run` first runs all test commands, which takes over an hour with `test:long`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { LIMITS, sizeOf } from '../package/limits.js';
import { commitOf } from '../tools/record.mjs';
import { asHtml, asMarkdown } from './page.js';
import type { TrustPage } from './page.js';
import { PROMISES } from './promises.js';
import { readProofs } from './proof.js';
import { judge } from './verdict.js';
import { versions } from './versions.js';

const { values } = parseArgs({ options: { run: { type: 'boolean', default: false } } });
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'node_modules/.cache/trust');

if (values.run) {
  for (const command of new Set(PROMISES.map((promised) => promised.command))) spawnSync('npm', ['run', command], { cwd: root, stdio: 'inherit' });
}
const commit = commitOf(root);
const proofs = readProofs(join(root, 'node_modules/.cache/proofs'));
const page: TrustPage = {
  commit,
  at: new Date().toISOString(),
  versions: versions(root),
  verdicts: PROMISES.map((promised) => judge(promised, proofs, commit)),
  sizes: Object.entries(LIMITS).filter(([file]) => !file.startsWith('locales/')).map(([file, limit]) => [file, sizeOf(readFileSync(join(root, 'dist', file), 'utf8')), limit] as const),
};
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'trust.md'), asMarkdown(page));
writeFileSync(join(folder, 'index.html'), asHtml(page));
process.stdout.write(`${asMarkdown(page)}\nWritten to ${folder}\n`);
const isKept = page.verdicts.every(({ result }) => result === 'kept') && page.sizes.every(([, size, limit]) => size <= limit);
process.exitCode = isKept ? 0 : 1;
