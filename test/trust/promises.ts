// What the project promises, and the step of a test command that shows it.

/** A promise, and where it is shown. */
export interface Promised {
  /** The promise, in a sentence. */
  promise: string;
  /** The npm script that shows it. */
  command: string;
  /** The step of that script. */
  step: string;
  /** What is counted. */
  counts: string;
}

/** All promises, in the order of the page. */
export const PROMISES: readonly Promised[] = [
  { promise: 'Ten invariants hold in every order of clicks, messages, reloads and faults', command: 'test:faults', step: 'random schedules', counts: 'tests, 20,000 random schedules and the recorded ones' },
  { promise: 'They hold in a million random schedules, and no callback URL is accepted that oauth4webapi refuses', command: 'test:long', step: 'random schedules and callback URLs', counts: 'runs' },
  { promise: 'The tests find bugs that are planted into the source', command: 'test:faults', step: 'planted bugs', counts: 'planted bugs and checks' },
  { promise: 'Of all changes of an operator, a condition or a text in the code that decides about states, responses, requests, identities and keys, tests notice at least 92 %, and the others are listed with a reason', command: 'mutation', step: 'mutation score', counts: 'changes' },
  { promise: 'A fault at any step strands no customer', command: 'test:faults', step: 'fault matrix', counts: 'faults at steps' },
  { promise: 'A backend that is killed at any step loses no code and no token', command: 'test:faults', step: 'crash table', counts: 'crashes and faults' },
  { promise: 'Customer, database and Wise agree on every attempt of an hour in which servers are killed, networks cut, and clocks jump', command: 'soak', step: 'soak', counts: 'attempts' },
  { promise: 'A database that ends, grows old or is opened twice loses no link', command: 'test:faults', step: 'databases', counts: 'tests' },
  { promise: 'Pages that are reloaded, discarded, offline or attacked end well', command: 'test:faults', step: 'end-to-end tests', counts: 'end-to-end tests' },
  { promise: 'Each threat of the threat model has a defense, and a test that fails without it', command: 'test:faults', step: 'threats', counts: 'threats and their tests' },
  { promise: '10,000 mounts leave nothing behind', command: 'test:faults', step: 'leaks', counts: 'checks' },
  { promise: 'Element, backend, simulator, kit and package do what their tests say', command: 'test', step: 'unit and component tests', counts: 'tests' },
  { promise: 'A customer links in Chromium, by each flow and transport', command: 'test', step: 'end-to-end tests', counts: 'end-to-end tests' },
  { promise: 'A partner can test their page with what the package exports', command: 'test', step: 'example tests of a partner', counts: 'tests' },
  { promise: 'In the troubles of the comparison with other packages, customers link or the card says what to do', command: 'compare', step: 'troubles beside peers', counts: 'troubles' },
  { promise: 'The element works in Firefox', command: 'test:engines', step: 'Firefox: component tests', counts: 'tests' },
  { promise: 'A customer links in Firefox, and an attempt ends well and outlives what it does in Chromium', command: 'test:engines', step: 'Firefox: flows', counts: 'end-to-end tests' },
  { promise: 'The element works in WebKitGTK', command: 'test:engines', step: 'WebKitGTK: component tests', counts: 'tests' },
  { promise: 'A customer links in WebKitGTK, and an attempt ends well and outlives reloads and Back', command: 'test:engines', step: 'WebKitGTK: flows', counts: 'end-to-end tests' },
];
