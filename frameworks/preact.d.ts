/** `import 'wise-link/preact'` defines the element, and lets JSX of Preact know it. */
import type { HTMLAttributes } from 'preact';
import type { Attributes, Handlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

// Named out here: inside, `Attributes` would be the framework's own.
type WiseLinkTag = HTMLAttributes<WiseLink> & Attributes & Objects & Handlers;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
