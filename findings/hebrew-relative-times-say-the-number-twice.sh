#!/usr/bin/env bash
# CLDR 48: most Hebrew relative times of one and two say the number twice, in the word and in parentheses.
#
# Guess: Hebrew has words for one and two of a unit ("two hours" is one word), so the patterns for these plural forms have no number,
#        as in Arabic.
# Seen:  the word and "({0})": two hours from now is "בעוד שעתיים (2)". It is so for hour, day, week and month, and for one minute. Years
#        have the word alone. Intl.RelativeTimeFormat of Node 20.20.2 says the same for two hours.
# So:    a Hebrew text with a relative time of one or two of a unit shows a stray number. Choose the unit so that the value is larger, or
#        remove the parentheses.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact cldr-dates-full@48.0.0
cat > look.mjs <<'JS'
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
const load = createRequire(import.meta.url);
const read = (lang) => load(`cldr-dates-full/main/${lang}/dateFields.json`).main[lang].dates.fields;
const future = (lang, unit, count) => read(lang)[unit]['relativeTime-type-future'][`relativeTimePattern-count-${count}`];
const rows = ['minute', 'hour', 'day', 'week', 'month', 'year'].map((unit) => [unit, future('he', unit, 'one'), future('he', unit, 'two'), future('ar', unit, 'two')]);
console.table(rows);
const withNumber = rows.filter(([, , two]) => two.includes('({0})')).map(([unit]) => unit);
assert.deepEqual(withNumber, ['hour', 'day', 'week', 'month']);
assert.deepEqual(rows.filter(([, one]) => one.includes('({0})')).map(([unit]) => unit), ['minute', 'hour', 'day', 'week', 'month']);
assert.equal(rows.some(([, , , arabic]) => arabic.includes('{0}')), false);
JS
node look.mjs
echo 'As stated: the number is there twice, in Hebrew only.'
