#!/usr/bin/env bash
# @stryker-mutator/vitest-runner 9.5.1 with vitest 4.1.12: mutation testing measures no coverage, and says so nowhere. Repaired in 9.6.1.
#
# Guess: the runner accepts vitest as a peer from 2.0 on, so with coverageAnalysis 'perTest', its default, each mutant runs the tests that cover it.
# Seen:  9.5.1 reports not one covering test for any mutant. 9.6.1 reports one for the mutants of the same project. Both kill the same mutants, so a
#        green report looks right: only `coveredBy` in the JSON report differs. Nothing in the log says that the coverage is missing.
# So:    take 9.6.1 or later with vitest 4.1, and check once that mutants of the JSON report have `coveredBy`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm pkg set type=module
cat > kind.js <<'JS'
export const isEven = (number) => number % 2 === 0;
export const isLong = (text) => text.length > 3;
JS
cat > even.test.js <<'JS'
import { expect, test } from 'vitest';
import { isEven } from './kind.js';
test('two is even, and three is not', () => expect([isEven(2), isEven(3)]).toEqual([true, false]));
JS
cat > long.test.js <<'JS'
import { expect, test } from 'vitest';
import { isLong } from './kind.js';
test('four letters are long, and three are not', () => expect([isLong('four'), isLong('six')]).toEqual([true, false]));
JS
cat > stryker.config.json <<'JSON'
{ "testRunner": "vitest", "plugins": ["@stryker-mutator/vitest-runner"], "mutate": ["kind.js"], "reporters": ["json"], "concurrency": 1, "jsonReporter": { "fileName": "report.json" } }
JSON
covered() {
  npm install --silent --no-audit --no-fund --save-exact vitest@4.1.12 "@stryker-mutator/core@$1" "@stryker-mutator/vitest-runner@$1"
  npx stryker run > log.txt 2>&1 || { cat log.txt; exit 1; }
  node -e '
    const { files } = JSON.parse(require("node:fs").readFileSync("report.json", "utf8"));
    const [{ mutants }] = Object.values(files);
    const killed = mutants.filter(({ status }) => status === "Killed").length;
    const most = Math.max(...mutants.map(({ coveredBy = [] }) => coveredBy.length));
    console.log(`${killed} of ${mutants.length} mutants killed, covering tests of a mutant: at most ${most}`);
  '
}
old=$(covered 9.5.1)
new=$(covered 9.6.1)
printf '9.5.1  %s\n9.6.1  %s\n' "$old" "$new"
[[ $old == *'at most 0' && $new == *'at most 1' && ${old%,*} == "${new%,*}" ]]
echo 'As stated: no covering tests with 9.5.1, and the same mutants killed.'
