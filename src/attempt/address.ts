/**
 * Removes the authorization response from the URL of this page, so that Back, reload and a duplicated tab do not find it. The
 * partner's own parameters stay. Returns the URL as it was.
 */
export function takeResponse(): string {
  const response = location.href;
  const url = new URL(response);
  for (const name of Array.from(url.searchParams.keys())) {
    if (/^(code|state|profileid|error|error_\w+|iss)$/i.test(name)) url.searchParams.delete(name);
  }
  try {
    if (url.href !== response) history.replaceState(history.state, '', url);
  } catch {
    // Safari allows 100 calls in ten seconds, and other scripts of the page count too.
  }
  return response;
}
