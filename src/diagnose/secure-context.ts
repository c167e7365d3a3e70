import { error, ok, type Finding } from './finding.js';

/** Whether the browser trusts the way by which this page has come. */
export function secureContext(): Finding {
  if (!/^https?:$/.test(location.protocol)) {
    return error(
      'secure-context',
      `This page is at ${location.protocol}, and has no address on the web.`,
      'Put the element on a page that is served over https; in a frame by src, not by srcdoc.',
    );
  }
  if (!isSecureContext) {
    return error(
      'secure-context',
      'This page, or one that frames it, was not served over https.',
      "Serve all of them over https. On a developer's machine use localhost.",
    );
  }
  return ok('secure-context', 'The page is a secure context.');
}
