import type { Config } from '../config.js';
import { LinkError } from '../errors.js';

/** Throws a LinkError where a sandbox around the page leaves no way to link. Its `cause`, too, is the token that is missing. */
export function checkSandbox(config: Config): Config {
  // Whatever took the origin away, it can be seen.
  let cause = self.origin === 'null' && 'allow-same-origin';
  // Of a frame on another origin nothing can be read. Test runners set `parent` to the page itself.
  for (let view: Window = self; view.frameElement && view !== view.parent; view = view.parent) {
    if (/auto|popup/.test(config.mode) && !/allow-popups(?!-)/i.test(view.frameElement.getAttribute('sandbox') ?? 'allow-popups')) cause ||= 'allow-popups';
  }
  if (cause) throw new LinkError('misconfigured', { cause }, `The sandbox lacks ${cause}`);
  return config;
}
