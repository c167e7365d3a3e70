/**
 * `npm run compare`: the element beside packages that also log a customer in by a window, in Chromium: bytes, times, memory, and what
 * happens in troubles. It needs the npm registry for the packages. Prints two tables; `-- --write` writes them into docs/compare.md.
 * `-- oidc-client-ts` compares only with this package, `-- --part figures` and `-- --part troubles` make one table,
 * `-- --only clock` plays only the troubles with this word. It fails on no figure, but if the product strands a customer.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type BrowserContext } from 'playwright';
import { chromiumArgs } from '../support/browser.js';
import { writeResults } from '../support/docs-table.js';
import { NAMES, packagesOf, prepare, type Candidate } from './candidates.js';
import { inOwn, inPrivate, startEveryday } from './contexts.js';
import { FIGURES, measured, type Figures } from './figures.js';
import { pooled } from './pool.js';
import { played } from './scene.js';
import { isStranded, NOT_OBSERVED } from './outcome.js';
import { openStage } from './stage.js';
import { figuresTable, troublesTable } from './table.js';
import { TROUBLES, type Trouble } from './troubles.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' }, seconds: { type: 'string', default: '75' }, at: { type: 'string', default: '4' }, only: { type: 'string', default: '' }, part: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const say = (text: string): unknown => process.stdout.write(`${text}\n`);
const chosen = TROUBLES.filter(({ name }) => name.includes(values.only));
const names = NAMES.filter((name, at) => at === 0 || positionals.length === 0 || positionals.includes(name));

/** Whether the product strands no customer, for each trouble, and whether the figures were measured. */
const tests: { titles: string[]; result: 'passed' | 'failed' }[] = [];
const candidates: Candidate[] = [];
for (const name of names) candidates.push(await prepare(name));
const versions = names.slice(1).flatMap((name) => Object.entries(packagesOf(name)).map(([one, version]) => `\`${one}\` ${version}`));

/** A table, with the version of the browser. */
interface Table {
  text: string;
  version: string;
}

/** The rounds of every candidate, each in another order, so that a busy moment of the machine hits all. The first round warms up. */
async function figures(): Promise<Table> {
  const { CHROME_PATH } = process.env;
  const browser = await chromium.launch({ ...(CHROME_PATH && existsSync(CHROME_PATH) ? { executablePath: CHROME_PATH } : {}), args: [...chromiumArgs, '--disable-gpu'] });
  const stages = await Promise.all(candidates.map((candidate) => openStage(candidate, { isForFigures: true })));
  const found = new Map<string, Figures[]>(names.map((name) => [name, []]));
  try {
    for (let round = -1; round < Number(values.rounds); round += 1) {
      for (const stage of stages.toSorted(() => Math.random() - 0.5)) {
        const figuresOfRound = await measured(browser, stage);
        if (round >= 0) found.get(stage.candidate.name)?.push(figuresOfRound);
      }
    }
    tests.push({ titles: ['figures'], result: 'passed' });
    return { version: browser.version(), text: figuresTable(names, FIGURES, (name, figure) => (found.get(name) ?? []).map((one) => one[figure as keyof Figures])) };
  } finally {
    await browser.close();
    for (const stage of stages) await stage.close();
  }
}

/** What one candidate does in a trouble. On a busy machine, a step of the comparison itself may be too late: then it is played once more. */
async function observed(browser: Browser, candidate: Candidate, trouble: Trouble, isAgain = false): Promise<string> {
  const stage = await openStage(candidate, trouble.setting);
  try {
    const play = (context: BrowserContext): Promise<string> => played(context, stage, trouble, Number(values.seconds));
    return trouble.isInBackground ? await inOwn(play) : await inPrivate(browser, play);
  } catch (error) {
    if (isAgain) return `${NOT_OBSERVED}: ${String(error).split('\n')[0] ?? ''}`;
  } finally {
    await stage.close();
  }
  return observed(browser, candidate, trouble, true);
}

/** Every candidate in every trouble, some at once, because most of the time they wait. */
async function troubles(): Promise<Table> {
  const { browser, end } = await startEveryday();
  const seen = new Map<string, string>();
  const play = async (candidate: Candidate, trouble: Trouble): Promise<void> => {
    if (trouble.only && trouble.only !== candidate.name) return;
    const words = await observed(browser, candidate, trouble);
    seen.set(`${candidate.name} ${trouble.name}`, words);
    if (candidate.redirectPage) tests.push({ titles: [trouble.name], result: isStranded(words) ? 'failed' : 'passed' });
    say(`${candidate.name}, ${trouble.name}: ${words}`);
  };
  try {
    await pooled(chosen.flatMap((trouble) => candidates.map((candidate) => () => play(candidate, trouble))), Number(values.at));
    return { version: browser.version(), text: troublesTable(names, chosen.map(({ name }) => name), (name, trouble) => seen.get(`${name} ${trouble}`) ?? '–') };
  } finally {
    await end();
  }
}

const about = (version: string): string => `${versions.join(', ')}; Chromium ${version}, Node ${process.versions.node}, ${cpus().length} processors.`;
if (values.only) {
  say((await troubles()).text);
} else {
  for (const [part, make] of Object.entries({ figures, troubles })) {
    if (values.part !== undefined && values.part !== part) continue;
    const { text, version } = await make();
    writeResults('docs/compare.md', part, `${about(version)}\n\n${text}`);
  }
}
// For test/compare.mjs.
writeFileSync('node_modules/.cache/compare.json', JSON.stringify(tests));
// The embedded databases leave timers behind.
process.exit();
