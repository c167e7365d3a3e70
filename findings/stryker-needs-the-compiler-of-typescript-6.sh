#!/usr/bin/env bash
# Stryker 9.5.1 with TypeScript 7.0.2: a project with a tsconfig.json cannot be mutated at all, although Stryker compiles nothing.
#
# Guess: with the command runner, Stryker strips types with Babel and needs no TypeScript, so its version does not matter.
# Seen:  it rewrites paths in tsconfig.json with `ts.parseConfigFileTextToJson` of whichever `typescript` is installed. TypeScript 7 has no
#        such function, so the run ends with a TypeError before the first test, and points to its troubleshooting guide.
# So:    name a file that does not exist as `tsconfigFile`. Then nothing is rewritten, and every mutant is tested.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @stryker-mutator/core@9.5.1 typescript@7.0.2 tsx@4.20.6 2> /dev/null
echo '{ "compilerOptions": { "strict": true } }' > tsconfig.json
echo 'export const isAdult = (age: number): boolean => age >= 18;' > age.ts
cat > age.check.ts <<'TS'
import assert from 'node:assert/strict';
import { isAdult } from './age.ts';
assert.deepEqual([17, 18, 19].map(isAdult), [false, true, true]);
TS
settings='"testRunner": "command", "commandRunner": { "command": "npx tsx age.check.ts" }, "mutate": ["age.ts"], "reporters": ["clear-text"], "allowConsoleColors": false'
echo "{ $settings }" > with.json
echo "{ $settings, \"tsconfigFile\": \"none.json\" }" > without.json
npx stryker run with.json > with.log 2>&1 && exit 1
grep -o 'TypeError: ts.parseConfigFileTextToJson is not a function' with.log | head -1
npx stryker run without.json > without.log 2>&1
grep '# killed\|age.ts ' without.log
[ "$(grep -c 'parseConfigFileTextToJson' without.log)" = 0 ]
grep -Eq 'age.ts +\| +100.00' without.log
echo 'As stated.'
