import { ERRORS } from '../../src/errors.js';
import type { Outcome } from './outcome.js';
import type { Row } from './rows.js';

/** For how long the element tries without the customer (contract.md, "Retries by the element"). */
const PATIENCE_SECONDS = 60;

/** What the status must say where an answer ended the attempt. */
const STATUS: Readonly<Record<string, string>> = {
  linked: 'linked',
  discarded: 'cancelled',
  identity_mismatch: 'failed',
  outcome_unknown: 'failed',
  expired: 'expired',
};

/**
 * What is wrong with how a row ended; empty if nothing is.
 *
 * "Never two token calls for one code" is judged so. Wise never *exchanges* a code twice. And a code is *sent* once;
 * a second time only where Wise's answer to the first died with the process: contract.md has "Crash between SENT and
 * EXCHANGED" treated as "Sent, no answer → one retry". The backend then finds SENT in its database and cannot know
 * whether the call had left before the crash. Did it not, as in the rows "3 SENT, committed" and "4, before it is
 * sent", then the one call made after the restart is the first that Wise sees, and saves the link. Did it, Wise refuses
 * the second (RFC 6749 section 4.1.2), and it is known that the tokens are lost: `outcome_unknown`, "start again".
 */
export function faultsOf({ point, person, killed }: Row, outcome: Outcome): string[] {
  const { answers, calls, granted, kept, status, waited } = outcome;
  const faults: string[] = [];
  const unless = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const last = answers.at(-1) ?? 'nothing';

  unless(outcome.wasKilled, 'the backend was not killed there');
  unless(granted <= 1, 'the code was exchanged twice');
  unless(calls <= (point.isLost && person.comesBack ? 2 : 1), 'more token calls than the contract allows');
  if (!person.isSame) unless(kept === 0, 'a token of another person is kept');
  if (last === 'linked') unless(kept === 1 && outcome.works, 'it says "linked", but there is no token that works');
  else {
    unless(kept === 0, 'a token is kept without a link');
    if (person.isSame && person.says && granted > 0) unless(saysStartAgain(last), 'the link is lost, and the customer is not told to start again');
  }

  // What the contract has for this row.
  const end = person.isSame ? [...(person.isTyped ? ['pending_confirmation'] : []), person.says ? 'linked' : 'discarded'] : ['identity_mismatch'];
  const expected = !person.comesBack ? ['expired'] : point.isLost && killed === 'code' ? ['outcome_unknown'] : end;
  unless(answers.join() === expected.join(), `the answer should be ${expected.join(', ')}`);
  unless(status === STATUS[last], `the status is ${status}`);
  unless(outcome.isRepeated, 'another replay was answered otherwise');
  unless(waited <= PATIENCE_SECONDS, 'the element had to wait longer than it does');
  unless(outcome.leaks.length === 0, `in the output: ${outcome.leaks.join(', ')}`);
  return faults;
}

/** Whether the words that the element has for a problem, or for the status "expired", are those of starting again. */
function saysStartAgain(word: string): boolean {
  const words = Object.entries(ERRORS).find(([code]) => code === word)?.[1];
  return word === 'expired' || words === 'again' || words === 'expired';
}
