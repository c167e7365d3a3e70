/** `import 'wise-link/react'` defines the element and declares it for the JSX of React 18 and 19. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Attributes, Handlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

// An alias, because `Attributes` is the framework's own type inside the namespace.
type WiseLinkTag = DetailedHTMLProps<HTMLAttributes<WiseLink>, WiseLink> & Attributes & Objects & Handlers;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
