// Wise API reference, create an OAuth token: the required fields of each grant.
const FIELDS = {
  authorization_code: ['client_id', 'code', 'redirect_uri'],
  refresh_token: ['refresh_token'],
  client_credentials: [],
  registration_code: ['client_id', 'email', 'registration_code'],
} as const;

/** The grant types of Wise's token endpoint. */
export type GrantType = keyof typeof FIELDS;

/** A complete token request, or its error. */
export type TokenRequest =
  | Readonly<{ grantType: 'authorization_code'; clientId: string | undefined; code: string; redirectUri: string }>
  | Readonly<{ grantType: 'refresh_token'; refreshToken: string }>
  | Readonly<{ grantType: 'client_credentials' }>
  | Readonly<{ grantType: 'registration_code'; clientId: string | undefined; email: string; registrationCode: string }>
  /** `reason` is for the log, and does not repeat what was sent. */
  | Readonly<{ grantType: 'none'; error: 'invalid_request' | 'unsupported_grant_type'; description: string; reason: string }>;

/** Parses the body of a token request. A body that is not a form counts as empty. */
export function readTokenRequest(form: URLSearchParams, { clientIdOptional }: { readonly clientIdOptional: boolean }): TokenRequest {
  const grantType = form.get('grant_type');
  if (!grantType) return invalid('Missing grant type', 'grant_type is missing in the body');
  if (!isGrantType(grantType)) {
    const reason = `the grant type is unknown; there is ${Object.keys(FIELDS).join(', ')}`;
    return { grantType: 'none', error: 'unsupported_grant_type', description: `Unsupported grant type: ${grantType}`, reason };
  }
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1);
  if (repeated !== undefined) return invalid(`Repeated ${repeated}`, 'a field is repeated');
  const missing = FIELDS[grantType].find((name) => !form.get(name) && !(clientIdOptional && name === 'client_id'));
  if (missing !== undefined) return invalid(`Missing ${missing}`, `${missing} is missing in the body${missing === 'client_id' ? NO_CLIENT_ID : ''}`);

  const field = (name: string) => form.get(name) ?? '';
  const clientId = form.get('client_id') || undefined;
  switch (grantType) {
    case 'authorization_code':
      return { grantType, clientId, code: field('code'), redirectUri: field('redirect_uri') };
    case 'refresh_token':
      return { grantType, refreshToken: field('refresh_token') };
    case 'client_credentials':
      return { grantType };
    case 'registration_code': {
      const registrationCode = field('registration_code');
      return { grantType, clientId, email: field('email'), registrationCode };
    }
  }
}

// Every common OAuth library leaves it out beside HTTP Basic.
const NO_CLIENT_ID = ', where Wise’s API reference requires it; the switch "clientIdOptional" lets it be missing';

function invalid(description: string, reason: string): TokenRequest {
  return { grantType: 'none', error: 'invalid_request', description, reason };
}

function isGrantType(text: string): text is GrantType {
  return Object.hasOwn(FIELDS, text);
}
