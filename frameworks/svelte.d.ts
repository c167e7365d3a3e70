/** `import 'wise-link/svelte'` defines the element, and lets templates of Svelte 5 know it. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Attributes, Objects } from '../dist/frameworks/attributes.js';
import type { Handlers } from '../dist/frameworks/handlers.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    /** Links a customer's Wise account. */
    'wise-link': HTMLAttributes<WiseLink> & Attributes & Objects & Handlers<'on'>;
  }
}
