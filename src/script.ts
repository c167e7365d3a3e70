/** ENTRY of the file for a script tag: it defines the element, and leaves no global behind. */
import './index.js';
