/**
 * Takes the authorization response out of the address bar, so that Back, reload and a duplicated tab find none. The
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
    // Safari allows a page a hundred of these in ten seconds, and its other scripts call it too.
  }
  return response;
}
