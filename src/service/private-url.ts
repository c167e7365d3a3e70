/** Whether a host is the machine itself, or has no dot, as in a private network of containers. */
export const isPrivateHost = (host: string): boolean => /^([a-z\d-]+|(.+\.)?localhost|127(\.\d+){3}|\[::1\])$/i.test(host);

/**
 * The URL, if requests with secrets may be sent to it: `https:`, or `http:` on the machine itself or to a host without a dot, as in a
 * private network of containers (`http://bank:3000`). Without user and password, which logs of proxies would show.
 */
export function privateUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isPrivateHost(url.hostname));
  return isSafe && !url.username && !url.password && !url.hash ? url : undefined;
}

/** The sentence for a URL to which nothing is sent. */
export const wrongUrl = (name: string): string => `${name} must be an https: URL, or http: on loopback or to a host name without a dot, without user and password.`;
