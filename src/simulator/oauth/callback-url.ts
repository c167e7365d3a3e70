import type { FlowSwitches } from '../switches.js';
import type { AuthorizeRequest } from './authorize-request.js';

/** Where the customer goes who gave access: code, state if one was sent, and the id of the profile if there is one. */
export function successUrl(
  redirectUri: string,
  { state }: AuthorizeRequest,
  { profileIdName }: FlowSwitches,
  { code, profileId }: { code: string; profileId: bigint | undefined },
): string {
  return withParameters(redirectUri, [['code', code], ['state', state], [profileIdName, profileId?.toString()]]);
}

/**
 * Where the link "back to the app" leads the customer who did not. Wise documents that it carries `error` and
 * `error_description`, not which; these are those of Spring Security OAuth2, which Wise's other answers match.
 */
export function declinedUrl(redirectUri: string, { state }: AuthorizeRequest, { stateOnError }: FlowSwitches): string {
  return withParameters(redirectUri, [
    ['error', 'access_denied'],
    ['error_description', 'User denied access'],
    ['state', stateOnError ? state : undefined],
  ]);
}

// By hand, as `new URL` would rewrite what the partner registered, and an app's own scheme may be no proper URL.
function withParameters(uri: string, parameters: [string, string | undefined][]): string {
  const sent = parameters.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return `${uri}${uri.includes('?') ? '&' : '?'}${new URLSearchParams(sent)}`;
}
