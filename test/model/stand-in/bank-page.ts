/** What runs on the bank's page of the simulation. */
export { WiseLink } from '../../../src/element/wise-link.js';
