// @vitest-environment jsdom
import { linksIn } from './flow.js';

linksIn('jsdom');
