/** `import 'wise-link/solid-2'` defines the element and declares it for the JSX of Solid 2. */
import type { JSX } from '@solidjs/web';
import type { Attributes, NamedHandlers, PropObjects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

type WiseLinkTag = JSX.HTMLAttributes<WiseLink> & Attributes & PropObjects & NamedHandlers;

declare module '@solidjs/web' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
