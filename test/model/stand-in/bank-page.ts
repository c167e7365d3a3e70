/** The script of the simulated bank's page. */
export { WiseLink } from '../../../src/element/wise-link.js';
