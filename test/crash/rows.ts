import { CONFIRM_POINTS, POINTS } from './points.js';
import type { Point } from './points.js';

/** The person who gives access at Wise, and what this person does after the crash. */
export interface Person {
  name: string;
  /** The label of the account at the simulator. */
  account: string;
  /** Whether this is the customer who is logged in at the bank. */
  isSame: boolean;
  isTyped: boolean;
  /** The answer to "is this you?". */
  confirms: boolean;
  /** Whether the page sends the request again. If not, the attempt expires. */
  returns: boolean;
}

/** One row of the table: a backend that is killed at a point while it processes a person's request. */
export interface Row {
  point: Point;
  person: Person;
  /** The request during which the backend is killed. */
  killed: 'code' | 'confirm';
}

export const right: Person = { name: 'the right person', account: 'Sarah Jenkins', isSame: true, isTyped: false, confirms: true, returns: true };
const another: Person = { ...right, name: 'another person', account: 'Sarah Jenkins (another person)', isSame: false };
export const typed: Person = { ...right, name: 'typed code', isTyped: true };
const absent: Person = { ...another, name: 'another person who does not return', returns: false };
const refuses: Person = { ...typed, name: 'typed code, answers no', confirms: false };

const rows = (points: readonly Point[], person: Person, killed: Row['killed'] = 'code'): Row[] =>
  points.map((point) => ({ point, person, killed }));

/** The whole table. */
export const ROWS: readonly Row[] = [
  ...[right, another, typed].flatMap((person) => rows(POINTS, person)),
  ...rows(CONFIRM_POINTS, typed, 'confirm'),
  ...rows(CONFIRM_POINTS, refuses, 'confirm'),
  ...rows(POINTS.filter(leavesTokens), absent),
];

/** The rows that depend only on the database's atomic transactions. */
export const DATABASE_ROWS: readonly Row[] = rows(POINTS.filter(({ step, where }) => /^[357]/.test(step) && where.endsWith('committed')), right);

// The points after the tokens are stored and before the result of the identity check is.
function leavesTokens({ step, where, isLost }: Point): boolean {
  return (step >= '5' && step < '7' && !isLost) || (step === '7 answer' && !/^committed|^made/.test(where));
}

/** The title of a row. */
export function nameOf({ point, person }: Pick<Row, 'point' | 'person'>): string {
  return `${point.step}, ${point.where} × ${person.name}`;
}
