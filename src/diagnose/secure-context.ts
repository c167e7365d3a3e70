import { error, ok, type Finding } from './finding.js';

/** Checks that the page is a secure context. */
export function secureContext(): Finding {
  if (!/^https?:$/.test(location.protocol)) {
    return error(
      'secure-context',
      `This page has a ${location.protocol} URL, not an https: URL.`,
      'Put the element on a page that is served over https. In a frame, use src, not srcdoc.',
    );
  }
  if (!isSecureContext) {
    return error(
      'secure-context',
      'This page, or one that frames it, was not served over https.',
      "Serve all of them over https. On a developer's machine, use localhost.",
    );
  }
  return ok('secure-context', 'The page is a secure context.');
}
