/** `import 'wise-link/preact'` defines the element, and lets JSX of Preact know it. */
import type { HTMLAttributes } from 'preact';
import type { Attributes, Objects } from '../dist/frameworks/attributes.js';
import type { Handlers } from '../dist/frameworks/handlers.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': HTMLAttributes<WiseLink> & Attributes & Objects & Handlers<'on'>;
    }
  }
}
