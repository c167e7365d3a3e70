/** The migrations that an empty database gets, in order. */
export const MIGRATIONS = [
  '001-first-schema.sql',
  '002-start-and-refresh.sql',
  '003-registration-code.sql',
  '004-used-attempt.sql',
  '005-clock.sql',
  '006-flow-and-refusals.sql',
  '007-used-codes.sql',
  '008-indexes-and-ends.sql',
  '009-wise-user.sql',
  '010-session-of-the-bank.sql',
  '011-hook-events.sql',
  '012-link-checks.sql',
  '013-cheaper-writes.sql',
  '014-cheaper-checks.sql',
];
