import type { Config } from '../config.js';
import { LinkError } from '../errors.js';

/** Throws a `misconfigured` LinkError if an iframe sandbox around the page prevents linking. Its `cause` is the missing sandbox token. */
export function checkSandbox(config: Config): Config {
  // An opaque origin shows, also if the sandbox itself cannot be read.
  let missing = self.origin === 'null' && 'allow-same-origin';
  // The frame element of another origin is null. Test runners set `parent` to the page itself.
  for (let view: Window = self; view.frameElement && view !== view.parent; view = view.parent) {
    if (/auto|popup/.test(config.mode) && !/allow-popups(?!-)/i.test(view.frameElement.getAttribute('sandbox') ?? 'allow-popups')) missing ||= 'allow-popups';
  }
  if (missing) throw new LinkError('misconfigured', { cause: missing }, `The sandbox lacks ${missing}`);
  return config;
}
