import type { Moment } from './moment.js';

/** A point in the contract's seven steps (contract/openapi.json, "Exactly once") at which the backend is killed. */
export interface Point {
  step: string;
  where: string;
  /** When the process kills itself. Without it, it is killed from outside while Wise processes the token call. */
  moment?: Moment;
  /** Whether Wise has issued tokens that were lost in the crash. A backend cannot recover them. */
  isLost: boolean;
}

const REQUEST = 'request /api/wise/exchange';
const CLAIM = "'CLAIMED' end";
const SENT = "set status = 'SENT'";
const TOKEN = 'call /oauth/token';
const EXCHANGED = "set status = 'EXCHANGED'";
const PROFILES = 'call /v2/profiles';
const ANSWER = 'set answer_status';
const CONFIRMED = 'insert into exchange_request';

/** The points of the seven steps. A point between two steps belongs to the later one. */
export const POINTS: readonly Point[] = [
  point('1 check', 'before', 'before', REQUEST),
  point('2 claim', 'before, all checked', 'before', CLAIM),
  point('2 claim', 'done, not committed', 'after', CLAIM),
  point('2 claim', 'committed', 'committed', CLAIM),
  point('3 SENT', 'before', 'before', SENT),
  point('3 SENT', 'written, not committed', 'after', SENT),
  point('3 SENT', 'committed', 'committed', SENT),
  point('4 token call', 'before it is sent', 'before', TOKEN),
  { step: '4 token call', where: 'Wise is at work on it', isLost: true },
  lost('4 token call', 'answered, not read', 'after', TOKEN),
  lost('5 EXCHANGED', 'before', 'before', EXCHANGED),
  lost('5 EXCHANGED', 'written, not committed', 'after', EXCHANGED),
  point('5 EXCHANGED', 'committed', 'committed', EXCHANGED),
  point('6 identity', 'before Wise is asked', 'before', PROFILES),
  point('6 identity', 'answered, not read', 'after', PROFILES),
  point('7 answer', 'before it is stored', 'before', ANSWER),
  point('7 answer', 'stored, not committed', 'after', ANSWER),
  point('7 answer', 'committed', 'committed', ANSWER),
  point('7 answer', 'made, not sent', 'after', REQUEST),
];

/** The points of a confirmation, which is a separate request without a call to Wise. */
export const CONFIRM_POINTS: readonly Point[] = [
  point('confirm', 'before', 'before', REQUEST),
  point('confirm', 'before it is stored', 'before', CONFIRMED),
  point('confirm', 'stored, not committed', 'after', CONFIRMED),
  point('confirm', 'committed', 'committed', CONFIRMED),
  point('confirm', 'made, not sent', 'after', REQUEST),
];

function point(step: string, where: string, when: Moment['when'], what: string): Point {
  return { step, where, moment: { when, what }, isLost: false };
}

function lost(step: string, where: string, when: Moment['when'], what: string): Point {
  return { ...point(step, where, when, what), isLost: true };
}
