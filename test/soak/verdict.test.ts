import { expect, it } from 'vitest';
import type { Ended } from './attempt.js';
import { faultsOf } from './verdict.js';

const plan = { name: 'a customer', account: 'Somebody else', isSame: true, isTyped: false, confirms: true, returns: true, isDoubled: false };
const linked: Ended = {
  attemptId: 'a_1', customer: 'berg', plan, answers: ['linked'], isRepeated: true, waited: 1, status: 'linked',
  row: { status: 'LINKED', isSealed: false }, requests: 2, calls: 1, granted: 1, works: true,
};
const other: Ended = { ...linked, plan: { ...plan, isSame: false }, answers: ['identity_mismatch'], status: 'failed', row: { status: 'MISMATCH', isSealed: false }, works: false };
const unknown: Ended = { ...linked, answers: ['outcome_unknown'], status: 'failed', row: { status: 'BURNT', isSealed: false }, works: false };
const discarded: Ended = {
  ...linked, plan: { ...plan, isTyped: true, confirms: false }, answers: ['pending_confirmation', 'discarded'], status: 'cancelled',
  row: { status: 'CANCELLED', isSealed: false }, works: false,
};

it.each<[string, Ended]>([
  ['a link', linked],
  ['another person who was refused', other],
  ['a lost answer of Wise', unknown],
  ['a customer who answered "no"', discarded],
  ['a call that was repeated once for each request', { ...linked, requests: 3, calls: 6 }],
])('%s has no fault', (_, ended) => {
  expect(faultsOf(ended)).toEqual([]);
});

it.each<[string, Ended]>([
  ['the code was exchanged twice', { ...linked, granted: 2, calls: 2 }],
  ['the code was sent more than twice for a request', { ...linked, calls: 5 }],
  ['a repeated request got another answer', { ...linked, isRepeated: false }],
  ['a final answer took 241 s', { ...linked, waited: 241 }],
  ['after linked the status is failed', { ...linked, status: 'failed' }],
  ['after linked the row is BURNT', { ...linked, row: { status: 'BURNT', isSealed: false } }],
  ['an ended attempt has tokens', { ...unknown, row: { status: 'BURNT', isSealed: true } }],
  ['the answer is "linked", but no token works', { ...linked, works: false }],
  ['the answer should be linked, and is discarded', { ...discarded, plan }],
  ['the last answer is exchange_in_progress', { ...linked, answers: ['exchange_in_progress'] }],
  ['another person was linked', { ...linked, plan: { ...plan, isSame: false } }],
])('finds that %s', (fault, ended) => {
  expect(faultsOf(ended)).toContain(fault);
});
