import type { WiseLink, WiseLinkChangeEvent } from './index.js';

/** What the developer reads where the element has no `start-url`. */
const NOT_SET =
  '<wise-link> has no start-url: your backend first sees the state together with the code, and does not know which log-in it belongs to. ' +
  'wise-link/server answers attempt_not_found unless requireStart is false. Implement the endpoint and set start-url: docs/backend.md.';

/** What the developer reads where the backend has no endpoint at `start-url`. */
const NOT_FOUND = '<wise-link> got no attempt from start-url. Does your backend have this endpoint? docs/backend.md says what it answers:';

/** Warns the developer, once, when an attempt begins without `start-url`, or fails because the backend has no endpoint there. */
export function warnOfMissingStart(page: EventTarget): void {
  const watching = new AbortController();
  const warn = (...text: string[]): void => {
    watching.abort();
    // oxlint-disable-next-line no-console -- only the development build has this file
    console.warn(...text);
  };
  page.addEventListener(
    'wise-link-change',
    (event) => {
      const [element] = event.composedPath() as WiseLink[];
      const { phase, previous, reason } = event as WiseLinkChangeEvent;
      if (phase === 'authorizing' && !element?.startUrl) warn(NOT_SET);
      // An attempt has begun with the backend's answer, and fails later with other codes.
      if (phase === 'failed' && previous === 'authorizing' && /^(backend_unavailable|invalid_request)$/.test(reason ?? '')) warn(NOT_FOUND, String(element?.startUrl));
    },
    { signal: watching.signal },
  );
}
