/**
 * `npm run leak-check`: mounts and unmounts the element 10,000 times in a real browser, 1,000 times with an open
 * attempt, and measures what the page still holds. Fails if that is more than after a warm-up of the same kind.
 */
import { setTimeout as after } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import { Gauge, type Held } from './leak/gauge.js';
import { growth, sizeOf } from './leak/heap.js';
import type { Report } from './leak/page.js';
import { startSite } from './leak/site.js';
import { chromiumArgs } from './support/browser.js';

/** Mounts after which everything is compiled, cached and initialized. */
const WARM_UP = 500;
const MOUNTS = 10_000;
/** Mounts per turn. Between turns the browser runs its own tasks. */
const TURN = 250;
/** How long a turn may take, in milliseconds. */
const PATIENCE = 30_000;

const KB = 1024;
const KEEPS = ['as before', (before: number) => before] as const;
const NONE = ['none', () => 0] as const;

/** What is measured: its name, its limit as text, and the limit. */
const FIGURES: Record<keyof Held, readonly [name: string, limit: string, most: (before: number) => number]> = {
  heap: ['heap after collection, kB', '+ 1024', (before) => before + 1024 * KB],
  elements: ['elements', ...NONE],
  nodes: ['DOM nodes', ...KEEPS],
  globalListeners: ['listeners on window and document', ...KEEPS],
  listeners: ['listeners on anything', ...KEEPS],
  timers: ['timers', ...NONE],
  channels: ['channels', ...NONE],
  signals: ['abort signals', ...KEEPS],
  // An attempt stays after its element is removed, so that another element can resume it.
  sessionEntries: ['entries in session storage', '8', () => 8],
  localEntries: ['entries in local storage', ...NONE],
};

async function run(tab: Page, count: number): Promise<void> {
  for (let done = 0; done < count; done += TURN) {
    const turn = new AbortController();
    const ended = tab.evaluate(`leakCheck.mounts.run(${TURN})`);
    await Promise.race([ended, hang(tab, turn.signal)]).finally(() => turn.abort());
  }
}

/** Rejects if an element hangs, so that the check ends. */
async function hang(tab: Page, signal: AbortSignal): Promise<never> {
  await after(PATIENCE, undefined, { signal });
  const current = await Promise.race([tab.evaluate<string>('leakCheck.mounts.current'), after(1000, 'the page is busy')]);
  throw new Error(`An element hangs: ${current}`);
}

const say = (...lines: string[]): unknown => process.stdout.write(`${lines.join('\n')}\n`);
const grouped = (count: number): string => Math.round(count).toLocaleString('en');

/** Prints the figures, and returns whether all are within their limits. */
function judge(before: Held, after: Held): boolean {
  let isWithin = true;
  const count = (held: Held, figure: keyof Held): number => (figure === 'heap' ? sizeOf(held.heap) : held[figure]);
  const rows = (Object.keys(FIGURES) as (keyof Held)[]).map((figure) => {
    const [name, limit, most] = FIGURES[figure];
    const [was, is] = [count(before, figure), count(after, figure)];
    const isKept = is <= most(was); // NaN fails too.
    isWithin &&= isKept;
    const unit = figure === 'heap' ? KB : 1;
    return [name, grouped(was / unit), grouped(is / unit), limit, isKept ? 'ok' : 'TOO MANY'];
  });
  const line = ([name = '', before = '', after = '', limit = '', verdict = '']: string[]): string =>
    `${name.padEnd(33)}${before.padStart(9)}${after.padStart(9)}${limit.padStart(12)}   ${verdict}`;
  say(line(['', 'before', 'after', 'at most', '']), ...rows.map(line));
  if (isWithin) return true;
  say('', 'What the heap has more of, kB:', ...growth(before.heap, after.heap).slice(0, 20).map(([name, more]) => `${grouped(more / KB).padStart(9)}  ${name}`));
  return false;
}

/** Prints what the elements did, to show that the check was not empty. */
function printReport({ runs, made, kinds: { quiet, attempt } }: Report): void {
  const list = (counts: Record<string, number>): string => Object.entries(counts).map(([name, count]) => `${grouped(count)} ${name}`).join(', ');
  const average = ({ time, count }: typeof quiet): string => `${(time / count).toFixed(2)} ms`;
  say(
    '',
    `${grouped(quiet.count + attempt.count)} elements mounted and unmounted, ${grouped(attempt.count)} of them with an attempt:`,
    `${list(runs)}.`,
    `Created in total: ${list(made)}.`,
    `Mount and unmount: ${average(quiet)}; with an attempt ${average(attempt)}.`,
  );
}

const site = await startSite();
const { CHROME_PATH } = process.env;
const browser = await chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs });
try {
  const tab = await browser.newPage();
  await tab.goto(site.url);
  const gauge = new Gauge(await tab.context().newCDPSession(tab));
  await run(tab, WARM_UP);
  await tab.evaluate('leakCheck.report()');
  const before = await gauge.read();
  await run(tab, MOUNTS);
  const report = await tab.evaluate<Report>('leakCheck.report()');
  const isWithin = judge(before, await gauge.read());
  printReport(report);
  process.exitCode = isWithin ? 0 : 1;
} finally {
  await browser.close();
  site.close();
}
