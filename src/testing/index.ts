/** ENTRY `wise-link/testing`: a fake backend and a fake Wise for the partner's component tests. Needs `msw`. */
export { backend } from './backend.js';
export { FakeWise, type FakeWiseOptions } from './fake-wise.js';
export type { Grant } from './grant.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './stand-in.js';
