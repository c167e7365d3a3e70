/** `import 'wise-link/preact'` defines the element and declares it for Preact's JSX. */
import type { HTMLAttributes } from 'preact';
import type { Attributes, Handlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

// An alias, because `Attributes` is the framework's own type inside the namespace.
type WiseLinkTag = HTMLAttributes<WiseLink> & Attributes & Objects & Handlers;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
