import { z } from 'zod';
import { Problem } from './problem.js';

// 256 random bits in base64url, as the element and the start endpoint generate them.
const state = z.string().regex(/^[\w-]{43}$/);
const attemptId = z.string().regex(/^a_[\w-]{43}$/);

const codeRequest = z.strictObject({
  attemptId: attemptId.optional(),
  state,
  // RFC 6749 appendix A.11: 1*VSCHAR. Wise documents neither a length nor an alphabet.
  code: z.string().regex(/^[\x20-\x7e]{1,512}$/),
  profileId: z.string().regex(/^\d{1,19}$/).optional(),
  source: z.enum(['popup', 'redirect', 'typed']),
  redirectUri: z.string().max(2048),
});

const confirmRequest = z.strictObject({ attemptId, confirm: z.boolean() });
const exchangeRequest = z.union([codeRequest, confirmRequest]);
const emailRequest = z.strictObject({ attemptId: attemptId.optional() });
const idempotencyKey = z.guid();

/** The body of an exchange request with an authorization code. */
export type CodeRequest = z.output<typeof codeRequest>;

/** The body of an exchange request with the customer's answer to "is this you?". */
export type ConfirmRequest = z.output<typeof confirmRequest>;

/** Parses the body of the exchange endpoint. Refuses unknown fields: new fields need a new version of the contract. */
export function readExchangeRequest(value: unknown): CodeRequest | ConfirmRequest {
  const { data } = exchangeRequest.safeParse(value);
  if (data === undefined) throw new Problem('invalid_request');
  return data;
}

/** Parses the body of the email endpoint. Returns the attempt id, or null if there is none. */
export function readEmailRequest(value: unknown): string | null {
  const { data } = emailRequest.safeParse(value);
  if (data === undefined) throw new Problem('invalid_request');
  return data.attemptId ?? null;
}

/** Whether a text has the form of an attempt id. */
export function isAttemptId(text: string): boolean {
  return attemptId.safeParse(text).success;
}

/** Reads the `Idempotency-Key` header. */
export function readIdempotencyKey(request: Request): string {
  const { data } = idempotencyKey.safeParse(request.headers.get('Idempotency-Key'));
  if (data === undefined) throw new Problem('invalid_request');
  return data.toLowerCase();
}
