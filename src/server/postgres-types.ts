/** How values of PostgreSQL are read: as PGlite reads them, whatever parsers the bank has set for its own queries. */

// Object ids of types, from PostgreSQL's pg_type.dat.
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  16: (text) => text === 't',
  21: Number,
  23: Number,
  114: (text) => JSON.parse(text) as unknown,
  1184: parseTimestamp,
  3802: (text) => JSON.parse(text) as unknown,
};

/** The parsers for one query of node-pg. Other types, such as `bigint`, stay text. */
export const types = {
  getTypeParser: (oid: number): ((text: string) => unknown) => PARSERS[oid] ?? String,
};

// "2026-05-01 10:00:00.123456+00". A Date keeps milliseconds only.
function parseTimestamp(text: string): Date {
  const [, day, time = '', fraction = '', hours = '', minutes = '00'] =
    /^([\d-]+) ([\d:]+)(\.\d+)?([+-]\d\d):?(\d\d)?$/.exec(text) ?? [];
  return new Date(`${day}T${time}${fraction.slice(0, 4)}${hours}:${minutes}`);
}
