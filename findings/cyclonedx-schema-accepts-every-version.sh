#!/usr/bin/env bash
# @cyclonedx/cyclonedx-library 10.3.0: its strict validator for CycloneDX 1.6 accepts a bill that says it is of version 1.4, or 9.9.
#
# Guess: the schema of each version has its own number as the only value of `specVersion`, so a bill of another version is invalid.
# Seen:  `specVersion` is any string in the official schemas of 1.2 to 1.7; the number is only an example. `bomFormat` is checked.
# So:    compare `specVersion` yourself before you say that a bill is valid: the validator checks it against the version that you chose.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @cyclonedx/cyclonedx-library@10.3.0 ajv@8.20.0 ajv-formats@3.0.1 ajv-formats-draft2019@1.6.1
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [] };
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
const seen = [];
for (const fields of [{}, { specVersion: '1.4' }, { specVersion: '9.9' }, { bomFormat: 'SPDX' }]) {
  const errors = await validator.validate(JSON.stringify({ ...bill, ...fields }));
  seen.push([JSON.stringify(fields), errors === null]);
}
console.table(seen);
assert.deepEqual(seen.map(([, isValid]) => isValid), [true, true, true, false]);
JS
node look.mjs
echo 'As stated.'
