import type { Setting } from './setting.js';

/** The sections of the help, with their environment variables. */
export const SETTINGS = {
  'Your bank': [
    { name: 'WISE_LINK_ORIGIN', what: 'the origin of your site: https://bank.example', fallback: true, option: 'origin' },
    { name: 'WISE_LINK_REDIRECT_URIS', what: 'the redirect URIs registered with Wise, with spaces between; the first is the one for typed codes', fallback: true, option: 'redirectUris' },
    { name: 'WISE_LINK_BASE_PATH', what: 'the path of the endpoints on your site', fallback: '/api/wise', option: 'basePath' },
  ],
  'Who is logged in: one of these two': [
    { name: 'WISE_LINK_SESSION_URL', what: 'forward authentication: your URL that gets the cookies and the Authorization header of each request' },
    { name: 'WISE_LINK_TOKEN_JWKS_URL', what: 'signed tokens: the URL of your JSON Web Key Set' },
    { name: 'WISE_LINK_TOKEN_ISSUER', what: 'the issuer of the tokens (iss)' },
    { name: 'WISE_LINK_TOKEN_AUDIENCE', what: 'the audience of the tokens (aud)' },
    { name: 'WISE_LINK_TOKEN_COOKIE', what: 'the cookie that has the token, if it is not in the Authorization header' },
  ],
  'Wise': [
    { name: 'WISE_LINK_ENVIRONMENT', what: 'sandbox or production', fallback: true, option: 'wise.environment' },
    { name: 'WISE_LINK_CLIENT_ID', what: 'your client id at Wise', fallback: true, option: 'wise.clientId' },
    { name: 'WISE_LINK_CLIENT_SECRET', what: 'your client secret at Wise', isSecret: true, fallback: true, option: 'wise.clientSecret' },
    { name: 'WISE_LINK_API_URL', what: 'another origin of the API, such as the simulator’s', option: 'wise.apiUrl' },
    { name: 'WISE_LINK_AUTHORIZE_URL', what: 'another authorization page, such as the simulator’s', option: 'wise.authorizeUrl' },
    { name: 'WISE_LINK_API_VERSION', what: 'a version of the API', option: 'wise.apiVersion' },
    { name: 'WISE_LINK_PROXY', what: 'the URL of an HTTP proxy', isSecret: true, option: 'wise.proxy' },
    { name: 'WISE_LINK_TLS_CERT_FILE', what: 'the file of your client certificate (PEM)', option: 'wise.tls.cert' },
    { name: 'WISE_LINK_TLS_KEY_FILE', what: 'the file of its private key (PEM)', option: 'wise.tls.key' },
    { name: 'WISE_LINK_TLS_CA_FILE', what: 'the file of the certificate authorities to trust (PEM)', option: 'wise.tls.ca' },
  ],
  'Database and keys': [
    { name: 'DATABASE_URL', what: 'PostgreSQL: postgres://user:password@host:5432/database', isSecret: true, fallback: true },
    { name: 'DATABASE_CA_FILE', what: 'the file of the certificate authority of the database (PEM)' },
    { name: 'WISE_LINK_MIGRATE', what: 'true, or false if you run wise-link-migrate before', fallback: 'true' },
    { name: 'WISE_LINK_KEYS', what: 'the keys that encrypt tokens, as id:secret with spaces between, the current one first; a secret comes from `openssl rand -base64 32`', isSecret: true, fallback: true, option: 'keys' },
    { name: 'WISE_LINK_FINGERPRINT_KEY', what: 'the first key that the database ever had, once it is no longer in WISE_LINK_KEYS', isSecret: true, option: 'fingerprintKey' },
  ],
  'Webhooks': [
    { name: 'WISE_LINK_WEBHOOK_URL', what: 'your URL that gets the events' },
    { name: 'WISE_LINK_WEBHOOK_SECRET', what: 'the secret that signs them: whsec_ and 24 to 64 bytes in base64', isSecret: true },
  ],
  'Ports': [
    { name: 'HOST', what: 'the address of the endpoints, for your reverse proxy', fallback: '127.0.0.1' },
    { name: 'PORT', what: 'their port', fallback: '8080' },
    { name: 'WISE_LINK_INTERNAL_HOST', what: 'the address of the internal API, for your backend alone', fallback: '127.0.0.1' },
    { name: 'WISE_LINK_INTERNAL_PORT', what: 'its port', fallback: '8081' },
    { name: 'WISE_LINK_INTERNAL_SECRET', what: 'the bearer token of the internal API, 32 characters or more; during a change two, with a space between', isSecret: true, fallback: true },
  ],
} as const satisfies Readonly<Record<string, readonly Setting[]>>;

/** The name of an environment variable of the service. */
export type SettingName = (typeof SETTINGS)[keyof typeof SETTINGS][number]['name'];

/** All settings. */
export const ALL_SETTINGS: readonly (Setting & { name: SettingName })[] = Object.values(SETTINGS).flat();
