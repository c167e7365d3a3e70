/** `import 'wise-link/react'` defines the element, and lets JSX of React 18 and 19 know it. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { Attributes, Objects } from '../dist/frameworks/attributes.js';
import type { Handlers } from '../dist/frameworks/handlers.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': DetailedHTMLProps<HTMLAttributes<WiseLink>, WiseLink> & Attributes & Objects & Handlers<'on'>;
    }
  }
}
