/** `import 'wise-link/solid'` defines the element, and lets JSX of Solid know it. */
import type { JSX } from 'solid-js';
import type { Attributes, Objects } from '../dist/frameworks/attributes.js';
import type { Handlers } from '../dist/frameworks/handlers.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': JSX.HTMLAttributes<WiseLink> & Attributes & Objects & Handlers<'on:'>;
    }
  }
}
