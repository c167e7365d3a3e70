/** What an error means, by its code or name. */
const HINTS: readonly (readonly [codes: RegExp, what: string])[] = [
  [/^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/, 'its certificate is from an authority that is not trusted: give --ca'],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, 'its certificate is for another host'],
  [/CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|HANDSHAKE_FAILURE/, 'it refused the client certificate, or wants one: give --cert and --key'],
  // How undici reports a connection that the server closes, which servers do for a missing client certificate too.
  [/^(UND_ERR_SOCKET|ECONNRESET)$/, 'it closed the connection; with https: it may want a client certificate, --cert and --key'],
  [/^HTTPParserError$|^HPE_/, 'it does not answer in HTTP/1.1'],
];

/** Thrown if no complete response of a server arrived. The message is the reason, as the end of a sentence. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  /** The reason for an error of `fetch`. */
  static because(error: unknown, timeoutMs: number): NoAnswer {
    if (error instanceof NoAnswer) return error;
    if (error instanceof DOMException && error.name === 'TimeoutError') return new NoAnswer(`none within ${timeoutMs / 1000} s`);
    const code = codeOf(error);
    const what = HINTS.find(([codes]) => codes.test(code))?.[1];
    return new NoAnswer(what === undefined ? code : `${what} (${code})`, { cause: error });
  }
}

/** The code of the innermost error, else its name. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const inner = error.cause === undefined ? 'unknown error' : codeOf(error.cause);
  if (inner !== 'unknown error') return inner;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // Such as “bad port”, for a port that browsers do not use either.
  return error.name === 'Error' ? error.message : error.name;
}
