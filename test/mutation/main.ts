/**
 * `npm run mutation`: changes the source in each place, one change at a time, and runs the tests that execute it. Fails if a change
 * survives that survivors.ts does not list, or lists although a test now notices it. Arguments name the parts; `--fresh` uses no
 * results of earlier runs.
 */
import { parseArgs } from 'node:util';
import { record } from '../tools/record.mjs';
import { PARTS } from './parts.js';
import { installStryker, mutate } from './stryker.js';
import { SURVIVORS } from './survivors.js';
import { judge, type Verdict } from './verdict.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { fresh: { type: 'boolean', default: false } } });
const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
const unknown = names.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}, but ${Object.keys(PARTS).join(', ')}.`);

const start = performance.now();
const secondsSince = (moment: number): number => Math.round((performance.now() - moment) / 1000);
const verdicts = new Map<string, Verdict>();
let error: Error | undefined;
try {
  installStryker();
  for (const name of names) {
    const began = performance.now();
    const part = PARTS[name];
    if (part === undefined) continue;
    const verdict = judge(mutate(name, part, values.fresh), SURVIVORS);
    verdicts.set(name, verdict);
    print(`── ${name}: ${summary(verdict)}, ${secondsSince(began)} s`, ...verdict.faults);
  }
} catch (thrown) {
  error = thrown instanceof Error ? thrown : new Error(String(thrown));
  print(error.message);
}
const all = [...verdicts.values()];
const killed = sum(({ killed: count }) => count);
const listed = sum(({ listed: count }) => count);
const failed = sum(({ faults }) => faults.length);
const shares = [...verdicts].map(([name, { score }]) => `${name} ${score.toFixed(1)} %`).join(', ');
record({
  // Only the whole run shows the promise of `npm run trust`.
  ...(names.length === Object.keys(PARTS).length ? { name: 'mutation score' } : { name: 'mutation score, in part' }),
  seconds: secondsSince(start),
  tests: [...results('passed', killed), ...results('failed', failed), ...results('skipped', listed)],
  error,
  details: { score: shares },
});
print(`${killed} killed, ${listed} listed survivors, ${failed} faults: ${shares}; ${secondsSince(start)} s`);
process.exitCode = error !== undefined || failed > 0 ? 1 : 0;

function sum(count: (verdict: Verdict) => number): number {
  return all.reduce((total, verdict) => total + count(verdict), 0);
}

function results<R extends 'passed' | 'failed' | 'skipped'>(result: R, count: number): { result: R }[] {
  return Array.from({ length: count }, () => ({ result }));
}

function summary({ killed: noticed, listed: kept, score, faults }: Verdict): string {
  return `${score.toFixed(1)} %, ${noticed} killed, ${kept} listed survivors, ${faults.length} faults`;
}

function print(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
