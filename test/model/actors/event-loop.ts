import type { Step } from '../step.js';
import type { World } from '../world.js';

/** What happens by itself: whichever task the browser takes next. */
export const eventLoop = (world: World): Step[] => world.ready;
