import type { Step } from '../step.js';
import type { World } from '../world.js';

/** The next tasks of the browser, in any order between sources. */
export const eventLoop = (world: World): Step[] => world.ready;
