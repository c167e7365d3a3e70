// `npm run test:changed`: runs the tests that the changed files can break, the nearest first, as many as fit into 20 seconds.
// `npm run test:changed -- src/flow/transition.ts` runs those of the named files.
import { spawnSync } from 'node:child_process';
import { findChromium, findHeadlessShell } from './tools/browser.mjs';
import { root, run } from './tools/command.mjs';
import { durations } from './tools/durations.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

/** What the tests may take, in seconds. Vitest and the browser need the rest of the 20 to start. */
const LONGEST = 12;

/** Enough to find most bugs, in two seconds. */
const SCHEDULES_TO_RUN = 200;

checkNode();
await installPackages();
// Imported late, because installPackages may have just installed what it imports.
const { relatedTests, SCHEDULES } = await import('./tools/related.mjs');

const named = process.argv.slice(2);
const changed = named.length > 0 ? named : lines('diff', '--name-only', 'HEAD').concat(lines('ls-files', '--others', '--exclude-standard'));
const related = relatedTests(changed);
const taken = fitting(related);
console.log(`${changed.join(', ') || 'Nothing'} changed: ${taken.length} of ${related.length} related test files run.${taken.length < related.length ? ' `npm test` runs the others.' : ''}`);
if (taken.length > 0) {
  const projects = ['node', 'demo', 'browser'].flatMap((name) => ['--project', name]);
  await run('vitest', ['run', ...projects, ...taken], { SCHEDULES: String(SCHEDULES_TO_RUN), CHROME_PATH: findChromium(), HEADLESS_SHELL_PATH: findHeadlessShell() }).catch(() => {
    process.exitCode = 1;
  });
  durations();
}

/** The nearest test, and of the others those that fit into the time. */
function fitting(tests) {
  const secondsOf = durations();
  let left = LONGEST;
  return tests.filter((test) => {
    const seconds = test === SCHEDULES ? 4 : secondsOf(test);
    if (seconds > left && test !== tests[0]) return false;
    left -= seconds;
    return true;
  });
}

function lines(...question) {
  const { stdout } = spawnSync('git', question, { cwd: root, encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}
