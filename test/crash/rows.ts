import { CONFIRM_POINTS, POINTS } from './points.js';
import type { Point } from './points.js';

/** Who gave access at Wise, and what he does after the crash. */
export interface Person {
  name: string;
  /** The label of his account at the simulator. */
  account: string;
  /** Whether he is who is logged in at the bank. */
  isSame: boolean;
  isTyped: boolean;
  /** What he says to "is this you?". */
  says: boolean;
  /** Whether his page sends the request again; else he is gone, and his time runs out. */
  comesBack: boolean;
}

/** One row of the table: a backend that is killed at a point of a person's way. */
export interface Row {
  point: Point;
  person: Person;
  /** Which of his requests is cut off. */
  killed: 'code' | 'confirm';
}

const right: Person = { name: 'the right person', account: 'Sarah Jenkins', isSame: true, isTyped: false, says: true, comesBack: true };
const another: Person = { ...right, name: 'another person', account: 'Sarah Jenkins (another person)', isSame: false };
const typed: Person = { ...right, name: 'typed code', isTyped: true };
const gone: Person = { ...another, name: 'another person, gone', comesBack: false };
const refuses: Person = { ...typed, name: 'typed code, says no', says: false };

const rows = (points: readonly Point[], person: Person, killed: Row['killed'] = 'code'): Row[] =>
  points.map((point) => ({ point, person, killed }));

/** The whole table. */
export const ROWS: readonly Row[] = [
  ...[right, another, typed].flatMap((person) => rows(POINTS, person)),
  ...rows(CONFIRM_POINTS, typed, 'confirm'),
  ...rows(CONFIRM_POINTS, refuses, 'confirm'),
  ...rows(POINTS.filter(leavesTokens), gone),
];

/** What rests on the database alone: that it keeps all of a transaction, or nothing. */
export const DATABASE_ROWS: readonly Row[] = rows(POINTS.filter(({ step, where }) => /^[357]/.test(step) && where.endsWith('committed')), right);

// From when the tokens are kept until it is kept whose they are.
function leavesTokens({ step, where, isLost }: Point): boolean {
  return (step >= '5' && step < '7' && !isLost) || (step === '7 answer' && !/^committed|^made/.test(where));
}

/** The row's name, for people. */
export function nameOf({ point, person }: Pick<Row, 'point' | 'person'>): string {
  return `${point.step}, ${point.where} × ${person.name}`;
}
