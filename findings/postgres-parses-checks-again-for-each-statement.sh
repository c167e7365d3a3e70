#!/usr/bin/env bash
# PostgreSQL 18 (PGlite 0.5.16): a check on a column doubles the time of an UPDATE of one row, also if that does not set the column.
#
# Guess: a check is compiled once, with the plan of the prepared statement, and then compares two values: less than a microsecond.
# Seen:  with a list of ten words in a check, the UPDATE takes 25 microseconds of processor time instead of 13. PostgreSQL keeps a
#        check as the text of a syntax tree, in which each byte of the words is a number, and parses that text for each statement that
#        writes to the table. The check of a domain is parsed once for each connection, and runs only if the statement sets the column.
# So:    in a table to which many small statements write, as of a state machine, put `check (status in (…))` into a domain. To do so without
#        writing the table again: create the domain without its check, change the type of the column, then add the check to the domain.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact @electric-sql/pglite@0.5.16
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
const database = await PGlite.create();
const words = `('OPEN', 'CLAIMED', 'SENT', 'EXCHANGED', 'VERIFIED', 'LINKED', 'MISMATCH', 'BURNT', 'EXPIRED', 'CANCELLED')`;
const [ROWS, ROUNDS] = [500, 100];
await database.exec(`create domain word as text check (value in ${words})`);
const TYPES = { none: 'text', domain: 'word', check: `text check (status in ${words})` };
for (const [name, type] of Object.entries(TYPES)) {
  await database.exec(`create table "${name}" (id int primary key, status ${type}, n int);
    insert into "${name}" select id, 'OPEN', 0 from generate_series(1, ${ROWS}) id; analyze "${name}"`);
}
// Processor time, in microseconds.
const used = { none: 0, domain: 0, check: 0 };
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of Object.keys(TYPES)) {
    const began = process.cpuUsage();
    await database.exec(`do $$ begin for i in 1..${ROWS} loop update "${name}" set n = n + 1 where id = i; end loop; end $$`);
    used[name] += process.cpuUsage(began).user;
    await database.exec(`vacuum "${name}"`);
  }
}
for (const [name, us] of Object.entries(used)) console.log(`${name.padEnd(6)} ${(us / ROWS / ROUNDS).toFixed(1)} microseconds for each UPDATE`);
await assert.rejects(database.query(`update domain set status = 'DONE' where id = 1`), { code: '23514' });
assert.ok(used.check > 1.5 * used.none, 'The check costs less than stated.');
assert.ok(used.domain < 1.3 * used.none, 'The domain costs more than stated.');
JS
node look.mjs
echo 'As stated.'
