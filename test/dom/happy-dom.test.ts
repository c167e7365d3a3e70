// @vitest-environment happy-dom
import { linksIn } from './flow.js';

linksIn('happy-dom');
