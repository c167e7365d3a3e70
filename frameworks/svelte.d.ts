/** `import 'wise-link/svelte'` defines the element and declares it for Svelte 5 templates. */
import type { HTMLAttributes } from 'svelte/elements';
import type { Attributes, Handlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

type WiseLinkTag = HTMLAttributes<WiseLink> & Attributes & Objects & Handlers;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    /** Links a customer's Wise account. */
    'wise-link': WiseLinkTag;
  }
}
