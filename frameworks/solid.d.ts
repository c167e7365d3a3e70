/** `import 'wise-link/solid'` defines the element and declares it for Solid's JSX. */
import type { JSX } from 'solid-js';
import type { Attributes, ColonHandlers, Objects } from '../dist/frameworks.js';
import type { WiseLink } from '../dist/index.js';

export * from '../dist/index.js';

type WiseLinkTag = JSX.HTMLAttributes<WiseLink> & Attributes & Objects & ColonHandlers;

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      /** Links a customer's Wise account. */
      'wise-link': WiseLinkTag;
    }
  }
}
