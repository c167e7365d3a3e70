/** What is known of an API call, for the line that the terminal shows. No code, token, secret or address. */
export interface Call {
  /** The client id, once the client or its token is known. */
  clientId?: string;
  grantType?: string;
  /** Why the call failed, in words. */
  reason?: string;
}

/** The line for an answered call, such as `POST /oauth/token authorization_code bank 400: the code has expired`. */
export function callLine(method: string, path: string, { grantType, clientId, reason }: Call, status: number): string {
  const who = [grantType, clientId].filter((part) => part !== undefined);
  return `${[method, shownPath(path), ...who, status].join(' ')}${reason === undefined ? '' : `: ${reason}`}`;
}

/** The path with `…` in place of anything that is not a plain word or a version, because it could be a secret. */
export function shownPath(path: string): string {
  return path.split('/').map((part) => (/^([a-z][a-z_.-]{0,40}|v\d|\d{4}Q\d|)$/i.test(part) ? part : '…')).join('/');
}
