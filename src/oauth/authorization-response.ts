import { LinkError } from '../errors.js';

/** A valid authorization response: a code, or undefined if the customer declined. */
export type Callback = { code: string; profileId?: string } | undefined;

/**
 * Validates the authorization response (RFC 6749 §4.1.2), which is untrusted input. Compares the state first. Throws a LinkError:
 * `state_mismatch` or `authorization_failed`.
 */
export function readCallback({ href, hash, searchParams }: URL, state: string, issuer: string): Callback {
  const values = new Map<string, string>();
  // A response in the fragment, or with tokens, was not requested, so it is forged.
  let isValid = href.length < 4096 && !/\b(code|state|error|response|\w*token)=/.test(hash);
  for (const [given, value] of searchParams) {
    // The documentation of Wise has profileId and profileID.
    const name = given.toLowerCase() === 'profileid' ? 'profileId' : given;
    if (/^(response|\w*token)$/.test(name)) isValid = false;
    // RFC 6749 §3.1: unknown parameters are ignored, empty ones are omitted, repeated ones are invalid. Appendix A: visible ASCII.
    if (!/^(state|code|error|iss|profileId)$/.test(name)) continue;
    if (values.has(name) && (name !== 'profileId' || values.get(name) !== value)) isValid = false;
    if (!/^[ -~]{0,512}$/.test(value)) isValid = false;
    values.set(name, value);
  }
  if (values.get('state') !== state) throw new LinkError('state_mismatch');
  const code = values.get('code');
  const error = values.get('error');
  const profileId = values.get('profileId');
  // RFC 9207: `iss`, if present, must be the issuer of this environment.
  isValid &&= (values.get('iss') || issuer) === issuer && !code !== !error;
  if (isValid && error === 'access_denied') return undefined;
  if (!isValid || !code) throw new LinkError('authorization_failed');
  return profileId ? { code, profileId } : { code };
}
