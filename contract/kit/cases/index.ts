import type { Case } from '../case.js';
import { b1 } from './b1.js';
import { b10 } from './b10.js';
import { b11 } from './b11.js';
import { b12 } from './b12.js';
import { b13 } from './b13.js';
import { b14 } from './b14.js';
import { b15 } from './b15.js';
import { b16 } from './b16.js';
import { b17 } from './b17.js';
import { b18 } from './b18.js';
import { b19 } from './b19.js';
import { b2 } from './b2.js';
import { b20 } from './b20.js';
import { b21 } from './b21.js';
import { b22 } from './b22.js';
import { b23 } from './b23.js';
import { b24 } from './b24.js';
import { b3 } from './b3.js';
import { b4 } from './b4.js';
import { b5 } from './b5.js';
import { b6 } from './b6.js';
import { b7 } from './b7.js';
import { b8 } from './b8.js';
import { b9 } from './b9.js';

/** All cases in the order in which they run. B13 runs late, because it blocks the customer for a moment. The last two check the responses of all others. */
export const cases: readonly Case[] = [b19, b1, b2, b3, b21, b4, b20, b5, b6, b7, b8, b9, b11, b12, b14, b16, b17, b22, b23, b18, b15, b13, b24, b10];
