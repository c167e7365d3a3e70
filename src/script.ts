/** ENTRY of the standalone files, for script tags: they define the element, export nothing, and leave no global of ours. */
import './index.js';
