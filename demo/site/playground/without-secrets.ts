/** The members of a request that are no secret, and no personal data. */
const OF_REQUESTS = ['environment', 'redirectUri', 'clientId', 'source', 'flow', 'locale', 'confirm', 'attemptId'];
/** The members of an answer that are no secret. Its account is masked by the backend. */
const OF_ANSWERS = ['status', 'attemptId', 'authorizeUrl', 'ttlSeconds', 'retryAfterSeconds', 'resendAfterSeconds', 'resendsLeft', 'attemptsLeft', 'retryable', 'code', 'codeConsumed', 'sentTo', 'link', 'displayName', 'profileType', 'profileRef', 'correlationId'];

/** The text of a hidden value. */
export const HIDDEN = '…';

/** A JSON body as text. Members that are not known to be public are hidden, and so are the queries of URLs. Empty for another body. */
export function withoutSecrets(body: string, kind: 'request' | 'answer'): string {
  const shown = kind === 'request' ? OF_REQUESTS : OF_ANSWERS;
  const visible = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(/\?.*/s, `?${HIDDEN}`);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown.includes(name) ? visible(member) : HIDDEN]));
  };
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? JSON.stringify(visible(value)) : '';
  } catch {
    return '';
  }
}
