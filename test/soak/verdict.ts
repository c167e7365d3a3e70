import type { Ended } from './attempt.js';

/** The longest time until a final answer while faults last, in seconds. A lease of 30 s may have to expire several times. */
const LONGEST_WAIT = 240;

/** For each final answer: the status that a reloaded page gets, and the row in the database. */
const AGREED: Readonly<Record<string, { status: string; rows: readonly string[] }>> = {
  linked: { status: 'linked', rows: ['LINKED'] },
  discarded: { status: 'cancelled', rows: ['CANCELLED'] },
  identity_mismatch: { status: 'failed', rows: ['MISMATCH'] },
  outcome_unknown: { status: 'failed', rows: ['BURNT'] },
};

/** The faults of an ended attempt; empty if customer, database and Wise agree on it. */
export function faultsOf(ended: Ended): string[] {
  const { plan, answers, calls, granted, requests, row, status } = ended;
  const faults: string[] = [];
  const expectThat = (holds: boolean, fault: string): void => void (holds || faults.push(fault));
  const last = answers.at(-1) ?? 'nothing';
  const agreed = AGREED[last];

  expectThat(granted <= 1, 'the code was exchanged twice');
  // One retry for each request, if Wise did not answer (contract/openapi.json, "Exactly once").
  expectThat(calls <= 2 * requests, 'the code was sent more than twice for a request');
  expectThat(ended.isRepeated, 'a repeated request got another answer');
  expectThat(ended.waited <= LONGEST_WAIT, `a final answer took ${Math.round(ended.waited)} s`);
  expectThat(agreed !== undefined, `the last answer is ${last}`);
  if (agreed) {
    expectThat(status === agreed.status, `after ${last} the status is ${status}`);
    expectThat(agreed.rows.includes(row.status), `after ${last} the row is ${row.status}`);
  }
  expectThat(!row.isSealed, 'an ended attempt has tokens');
  expectThat(last === expectedOf(ended) || isLost(ended), `the answer should be ${expectedOf(ended)}, and is ${last}`);
  if (last === 'linked') expectThat(granted === 1 && ended.works, 'the answer is "linked", but no token works');
  if (!plan.isSame) expectThat(last !== 'linked', 'another person was linked');
  return faults;
}

function expectedOf({ plan }: Ended): string {
  if (!plan.isSame) return 'identity_mismatch';
  return plan.confirms ? 'linked' : 'discarded';
}

/** Wise's answer to a call was lost. The code is spent, and the customer reads "Start again". */
const isLost = ({ answers }: Ended): boolean => answers.at(-1) === 'outcome_unknown';
