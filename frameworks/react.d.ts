/** `import 'wise-link/react'` defines the element, and lets JSX of React 18 and 19 know it. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Attributes, Handlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

// Named out here: inside, `Attributes` would be the framework's own.
type WiseLinkTag = DetailedHTMLProps<HTMLAttributes<WiseLink>, WiseLink> & Attributes & Objects & Handlers;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
