import { ERRORS } from '../../src/errors.js';
import type { Outcome } from './outcome.js';
import type { Row } from './rows.js';

/** How long the element retries by itself (contract/openapi.json, "How the element retries"). */
const RETRY_SECONDS = 60;

/** The expected status of an attempt after each final answer. */
const STATUS: Readonly<Record<string, string>> = {
  linked: 'linked',
  discarded: 'cancelled',
  identity_mismatch: 'failed',
  outcome_unknown: 'failed',
  expired: 'expired',
};

/**
 * The faults of a row's outcome; empty if it is correct.
 *
 * "Never two token calls for one code" means: Wise never *exchanges* a code twice, and the backend *sends* a code once.
 * It sends a code a second time only if the response to the first call was lost in the crash: the contract treats a crash
 * between SENT and EXCHANGED like a call without a response, with one retry. After the restart the backend finds SENT in
 * its database and cannot know whether the call was sent. If it was not, as in the rows "3 SENT, committed" and "4 token
 * call, before it is sent", the retry is the first call that Wise receives, and the link succeeds. If it was, Wise
 * refuses the retry (RFC 6749 section 4.1.2), and the tokens are known to be lost: `outcome_unknown`, "start again".
 */
export function faultsOf({ point, person, killed }: Row, outcome: Outcome): string[] {
  const { answers, calls, granted, kept, status, waited } = outcome;
  const faults: string[] = [];
  const expectThat = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const last = answers.at(-1) ?? 'nothing';

  expectThat(outcome.wasKilled, 'the backend was not killed at this point');
  expectThat(granted <= 1, 'the code was exchanged twice');
  expectThat(calls <= (point.isLost && person.returns ? 2 : 1), 'more token calls than the contract allows');
  if (!person.isSame) expectThat(kept === 0, 'a token of another person is stored');
  if (last === 'linked') expectThat(kept === 1 && outcome.works, 'the answer is "linked", but no token works');
  else {
    expectThat(kept === 0, 'a token is stored without a link');
    if (person.isSame && person.confirms && granted > 0) expectThat(canStartAgain(last), 'the link is lost, but the answer does not let the customer start again');
  }

  // The answers that the contract requires for this row.
  const end = person.isSame ? [...(person.isTyped ? ['pending_confirmation'] : []), person.confirms ? 'linked' : 'discarded'] : ['identity_mismatch'];
  const expected = !person.returns ? ['expired'] : point.isLost && killed === 'code' ? ['outcome_unknown'] : end;
  expectThat(answers.join() === expected.join(), `the answer should be ${expected.join(', ')}`);
  expectThat(status === STATUS[last], `the status is ${status}`);
  expectThat(outcome.isRepeated, 'another replay got another answer');
  expectThat(waited <= RETRY_SECONDS, 'the answer took longer than the element waits');
  expectThat(outcome.leaks.length === 0, `in the output: ${outcome.leaks.join(', ')}`);
  return faults;
}

/** Whether the element's text for this code or status lets the customer start again. */
function canStartAgain(word: string): boolean {
  const words = Object.entries(ERRORS).find(([code]) => code === word)?.[1];
  return word === 'expired' || words === 'again' || words === 'expired';
}
