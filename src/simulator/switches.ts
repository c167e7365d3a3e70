/** The switches that can also be set for one flow, in the query of the authorize page. */
export interface FlowSwitches {
  /** Cross-Origin-Opener-Policy of the customer's pages; empty: not sent. Wise does not document what it sends. */
  readonly coop: '' | 'same-origin' | 'same-origin-allow-popups' | 'noopener-allow-popups';
  /** Whether an error response contains `state`. Not documented. */
  readonly stateOnError: boolean;
  /** The name of the profile id parameter. Wise documents both spellings. */
  readonly profileIdName: 'profileId' | 'profileID';
}

/** How the simulator behaves where Wise's documentation leaves it open, or in an outage. */
export interface Switches extends FlowSwitches {
  /** The delay of responses to customers and partners, in milliseconds, at most 600,000. */
  readonly latencyMs: number;
  /** The API answers 429. */
  readonly rateLimited: boolean;
  /** The API answers 503. */
  readonly unavailable: boolean;
  /** Client credentials are taken only as they are, not form-encoded inside HTTP Basic (RFC 6749 section 2.3.1). Not documented. */
  readonly rawCredentials: boolean;
  /** A token request without `client_id` passes, as most OAuth libraries send it. Wise's API reference requires it. */
  readonly clientIdOptional: boolean;
  /** The format of client-credentials tokens. Wise changes it from UUID to JWT during 2026. */
  readonly clientTokens: 'uuid' | 'jwt';
  /** The 409 of an existing user has two arguments, with the address masked, and not three. Wise documents both. */
  readonly maskedConflict: boolean;
  /** The 429 has a JSON body, as Wise's OpenAPI says, and not text. */
  readonly jsonRateLimit: boolean;
  /** A call without a token is answered with `missing_token`, as observed in 2026, and not `unauthorized`. */
  readonly missingToken: boolean;
  /** A 400 lists all invalid fields, and not only the first. */
  readonly allValidationItems: boolean;
  /** API responses are compressed for callers that accept gzip. */
  readonly gzip: boolean;
  /** Profiles have a state and a field that Wise's documentation does not have, and there is one more of such a type. */
  readonly newValues: boolean;
}

/** The default switches: everything works. */
export const SWITCHES_OFF: Switches = {
  coop: '',
  latencyMs: 0,
  rateLimited: false,
  unavailable: false,
  rawCredentials: false,
  clientIdOptional: false,
  clientTokens: 'uuid',
  maskedConflict: false,
  jsonRateLimit: false,
  missingToken: false,
  allValidationItems: false,
  gzip: false,
  newValues: false,
  stateOnError: true,
  profileIdName: 'profileId',
};

/** The values of switches with more than two. */
export const CHOICES = {
  coop: ['', 'same-origin', 'same-origin-allow-popups', 'noopener-allow-popups'],
  profileIdName: ['profileId', 'profileID'],
  clientTokens: ['uuid', 'jwt'],
} as const satisfies { readonly [Name in keyof Switches]?: readonly Switches[Name][] };
