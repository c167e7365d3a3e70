import type { Row } from './row.js';

/** A schedule that once went wrong, and what went wrong in it. */
export interface Regression extends Row {
  broke: string;
}

/** Every schedule that was ever found to break an invariant, as short as it could be made. */
export const REGRESSIONS: readonly Regression[] = [
  {
    broke: 'I-10 an answer without a state stood in the note, as the address to go back to',
    setting: { mode: 'redirect', redirectsTo: 'page' },
    steps: [
      'customer: duplicates tab 1',
      'tab 2: loads',
      'customer: presses launch on element 2',
      'tab 2: loads',
      'Wise: tab 2 gets a code without a state',
    ],
  },
  {
    broke: 'I-3 an element that another one had followed was cancelled, and with it the attempt of the other',
    setting: { mode: 'email' },
    steps: ['page: puts another in the place of element 1', 'page: cancel() on element 1'],
  },
  {
    broke: 'I-3 an element that came back took a code for the attempt that its follower had brought to its end',
    setting: { mode: 'redirect', canEmail: true, isFramed: true },
    steps: [
      'customer: presses launch on element 1',
      'customer: presses email on element 1',
      'page: puts another in the place of element 1',
      'page: puts element 1 back',
    ],
  },
  {
    broke: 'I-7 an element outside of the document took a code, and called the backend',
    setting: {},
    steps: [
      'customer: presses launch on element 1',
      'time: three seconds',
      'page: takes element 1 out',
      'Wise: gives access in tab 2',
      'page: handleCallback() with the last letter on element 1',
    ],
  },
  {
    broke: 'I-7 an element outside of the document asked for an e-mail',
    setting: { mode: 'email', canEmail: true },
    steps: [
      'customer: presses launch on element 1',
      'customer: duplicates tab 1',
      'tab 2: loads',
      'page: takes element 2 out',
      'page: resend() on element 2',
    ],
  },
  {
    broke: 'I-7 an element outside of the document was reset, and answered "is this you?"',
    setting: { mode: 'auto', device: 'phone', canEmail: true },
    steps: [
      'customer: presses launch on element 1',
      'tab 1: loads',
      'customer: goes to the bank in tab 1',
      'tab 1: loads',
      'customer: presses email on element 2',
      'backend: request',
      'tab 1: answer',
      'customer: types the right code into element 2',
      'backend: request',
      'tab 1: answer',
      'page: takes element 2 out',
      'page: reset() on element 2',
    ],
  },
  {
    broke: 'I-6 Back brought a page out of the cache whose attempt had been cancelled on a later one',
    setting: { mode: 'redirect' },
    steps: [
      'customer: presses launch on element 1',
      'tab 1: loads',
      'Wise: tab 1 meets an error without a state',
      'time: half a second',
      'page: cancel() on element 2',
      'customer: goes back in tab 1',
      'time: half a second',
      'customer: goes back in tab 1',
      'tab 1: loads',
      'customer: presses launch on element 1',
      'time: a second',
      'Wise: tab 1 gets an answer that is none',
    ],
  },
  {
    broke: 'I-6 Back brought a page out of the cache whose attempt had ended at Wise, while the storage was full',
    setting: { mode: 'redirect' },
    steps: [
      'customer: presses launch on element 1',
      'tab 1: loads',
      'Wise: tab 1 declines',
      'tab 1: loads',
      'tab 1: loads',
      'browser: storage is full',
      'customer: goes back in tab 1',
      'tab 1: loads',
      'customer: goes back in tab 1',
      'tab 1: loads',
      'customer: presses launch on element 1',
    ],
  },
  {
    broke: 'I-5 the bank in the Wise window opened Wise in itself, and no page was left to come back to',
    setting: { coop: 'wise', hasChannels: false },
    steps: [
      'customer: presses launch on element 1',
      'tab 2: loads',
      'customer: presses launch on element 1',
      'customer: goes to the bank in tab 3',
    ],
  },
  {
    broke: 'I-5 the same, with the page as its own redirect page',
    setting: { redirectsTo: 'page' },
    steps: [
      'page: adds another beside element 1',
      'customer: presses launch on element 2',
      'tab 2: loads',
      'Wise: tab 2 gets an answer that is none',
      "page: open({ mode: 'popup' }) on element 1",
      'customer: closes tab 1',
      'customer: goes to the bank in tab 3',
    ],
  },
  {
    broke: 'I-5 a window that had passed its answer on closed with a new attempt in it',
    setting: { redirectsTo: 'page' },
    steps: [
      'customer: presses launch on element 1',
      'time: three seconds',
      'customer: duplicates tab 1',
      'Wise: gives access in tab 2',
      'customer: closes tab 1',
    ],
  },
  {
    broke: 'I-5 "we could not match this answer" was said of an answer that was long forgotten',
    setting: { mode: 'redirect', redirectsTo: 'page' },
    steps: [
      'customer: duplicates tab 1',
      'time: half a second',
      'customer: presses launch on element 2',
      'customer: presses cancel on element 2',
      'tab 2: loads',
      'Wise: tab 2 gets an answer that is none',
      'tab 2: loads',
      'customer: presses launch on element 3',
      'tab 2: loads',
      'time: asleep for 31 minutes',
      'browser: clears the storage of tab 2',
      'customer: goes back in tab 2',
    ],
  },
  {
    broke: 'I-6 with the storage full one element took the attempt of another in the document',
    setting: {},
    steps: [
      'customer: presses launch on element 1',
      'browser: storage is full',
      'page: puts another in the place of element 1',
      'page: adds another beside element 2',
    ],
  },
];
