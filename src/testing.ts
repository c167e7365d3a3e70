/** ENTRY `wise-link/testing`: what stands in for a partner's backend and for Wise in the partner's own tests. Needs `msw`. */
export { backend, LINK, SCENARIOS, type BackendOptions, type Scenario } from './testing/backend.js';
export { FakeWise, type Grant } from './testing/fake-wise.js';
