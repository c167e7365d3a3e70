import { LinkError } from '../errors.js';

/** What Wise answered: a code for us, or nothing, because the customer said no. */
export type Callback = { code: string; profileId?: string } | undefined;

/**
 * Reads the authorization response (RFC 6749 §4.1.2) as a stranger's. The state is compared before anything else is
 * believed. Throws a LinkError: `state_mismatch` or `authorization_failed`.
 */
export function readCallback({ href, hash, searchParams }: URL, state: string, issuer: string): Callback {
  const values = new Map<string, string>();
  // Nobody asked for the response modes that answer in the fragment, or with tokens: somebody plays.
  let isValid = href.length < 4096 && !/\b(code|state|error|response|\w*token)=/.test(hash);
  for (const [given, value] of searchParams) {
    // Wise's own documents spell it profileId and profileID.
    const name = given.toLowerCase() === 'profileid' ? 'profileId' : given;
    if (/^(response|\w*_?token)$/.test(name)) isValid = false;
    // RFC 6749 §3.1: the unknown is ignored, the empty counts as omitted, nothing comes twice. Appendix A: visible ASCII.
    if (!/^(state|code|error|iss|profileId)$/.test(name)) continue;
    if (values.has(name) && (name !== 'profileId' || values.get(name) !== value)) isValid = false;
    if (!/^[ -~]{0,512}$/.test(value)) isValid = false;
    values.set(name, value);
  }
  if (values.get('state') !== state) throw new LinkError('state_mismatch');
  const code = values.get('code');
  const error = values.get('error');
  const profileId = values.get('profileId');
  // RFC 9207: where an issuer is named, it is the one that was asked.
  isValid &&= (values.get('iss') || issuer) === issuer && !code !== !error;
  if (isValid && error === 'access_denied') return undefined;
  if (!isValid || !code) throw new LinkError('authorization_failed');
  return profileId ? { code, profileId } : { code };
}
