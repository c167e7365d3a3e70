/** `import 'wise-link/vue'` defines the element, and lets templates of Vue 3 know it. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { Objects, Properties } from '../dist/frameworks/attributes.js';
import type { CamelHandlers } from '../dist/frameworks/handlers.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'vue' {
  interface GlobalComponents {
    /** Links a customer's Wise account. */
    'wise-link': new () => WiseLink & { $props: PublicProps & HTMLAttributes & Properties & Objects & CamelHandlers };
  }
}
