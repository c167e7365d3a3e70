/** ENTRY `wise-link/testing`: what stands in for a partner's backend and for Wise in the partner's own tests. Needs `msw`. */
export { backend } from './testing/backend.js';
export { FakeWise, type FakeWiseOptions } from './testing/fake-wise.js';
export type { Grant } from './testing/grant.js';
export { LINK, SCENARIOS, type BackendOptions, type Scenario } from './testing/stand-in.js';
