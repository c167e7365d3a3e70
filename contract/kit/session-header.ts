import { SetupError } from './setup-error.js';

/** The request header that has a customer's session. */
export type SessionHeader = readonly [name: 'Cookie' | 'Authorization', value: string];

// RFC 6265 section 4.2.1, with the wider values that browsers send; RFC 6750 section 2.1, and other schemes.
const VALUES = { Cookie: /^[!#$%&'*+.^_`|~\w-]+=[\x20-\x7E]*$/, Authorization: /^[!#$%&'*+.^_`|~\w-]+ [\x21-\x7E][\x20-\x7E]*$/ };

/** The header with this value. Throws `SetupError`, which names `source` and not the value, if the value cannot be one. */
export function sessionHeader(name: SessionHeader[0], value: string, source: string): SessionHeader {
  if (VALUES[name].test(value)) return [name, value];
  throw new SetupError(`${source} must be ${name === 'Cookie' ? '“name=value”' : 'a token'} in one line, of visible ASCII characters.`);
}

/** The secret values in a header, which no report may have. */
export const valuesIn = ([name, value]: SessionHeader): string[] =>
  name === 'Cookie' ? value.split(';').map((cookie) => cookie.slice(cookie.indexOf('=') + 1).trim()) : [value.slice(value.indexOf(' ') + 1)];
