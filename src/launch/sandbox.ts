import type { Config } from '../config.js';
import { LinkError } from '../errors.js';

/** Returns the config. Throws a LinkError if a sandbox of this page or its frames prevents linking; `cause` is the missing token. */
export function checkSandbox(config: Config): Config {
  // An opaque origin, for whatever reason.
  let cause = self.origin === 'null' && 'allow-same-origin';
  // Frames on another origin cannot be read. Test runners set `parent` to the page itself.
  for (let view: Window = self; view.frameElement && view !== view.parent; view = view.parent) {
    if (/auto|popup/.test(config.mode) && !/allow-popups(?!-)/i.test(view.frameElement.getAttribute('sandbox') ?? 'allow-popups')) cause ||= 'allow-popups';
  }
  if (cause) throw new LinkError('misconfigured', { cause }, `The sandbox lacks ${cause}`);
  return config;
}
