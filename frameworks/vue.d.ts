/** `import 'wise-link/vue'` defines the element and declares it for Vue 3 templates. */
import type { HTMLAttributes, PublicProps } from 'vue';
import type { CamelHandlers, Objects, Properties } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

type WiseLinkTag = new () => WiseLink & { $props: PublicProps & HTMLAttributes & Properties & Objects & CamelHandlers };

declare module 'vue' {
  interface GlobalComponents {
    /** Links a customer's Wise account. */
    'wise-link': WiseLinkTag;
  }
}
