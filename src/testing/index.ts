/** ENTRY `wise-link/testing`: what stands in for a partner's backend and for Wise in the partner's own tests. Needs `msw`. */
export { backend } from './backend.js';
export { FakeWise, type FakeWiseOptions } from './fake-wise.js';
export type { Grant } from './grant.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './stand-in.js';
