import type { FlowSwitches } from '../switches.js';
import type { AuthorizeRequest } from './authorize-request.js';

/** The authorization response after consent: the code, the state if one was sent, and the profile id if there is one. */
export function successUrl(
  redirectUri: string,
  { state }: AuthorizeRequest,
  { profileIdName }: FlowSwitches,
  { code, profileId }: { code: string; profileId: bigint | undefined },
): string {
  return withParameters(redirectUri, [['code', code], ['state', state], [profileIdName, profileId?.toString()]]);
}

/**
 * The authorization response after "Decline", for the link back to the app. Wise documents `error` and
 * `error_description` but not their values; these are from Spring Security OAuth2, which Wise's other errors match.
 */
export function declinedUrl(redirectUri: string, { state }: AuthorizeRequest, { stateOnError }: FlowSwitches): string {
  return withParameters(redirectUri, [
    ['error', 'access_denied'],
    ['error_description', 'User denied access'],
    ['state', stateOnError ? state : undefined],
  ]);
}

// Not with `new URL`, which would normalize the registered URI and may fail on an app's custom scheme.
function withParameters(uri: string, parameters: [string, string | undefined][]): string {
  const sent = parameters.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(sent)}`;
}
