import { z } from 'zod';
import { Problem } from './problem.js';

// 256 random bits, base64url; what the element makes, and what a start endpoint makes.
const state = z.string().regex(/^[\w-]{43}$/);
const attemptId = z.string().regex(/^a_[\w-]{43}$/);

const codeRequest = z.strictObject({
  attemptId: attemptId.optional(),
  state,
  // RFC 6749 appendix A.11: 1*VSCHAR. Wise documents no length and no alphabet, so none is assumed.
  code: z.string().regex(/^[\x20-\x7e]{1,512}$/),
  profileId: z.string().regex(/^\d{1,19}$/).optional(),
  source: z.enum(['popup', 'redirect', 'typed']),
  redirectUri: z.string().max(2048),
});

const confirmRequest = z.strictObject({ attemptId, confirm: z.boolean() });

/** A code to exchange. */
export type CodeRequest = z.output<typeof codeRequest>;

/** The customer's answer to "is this you?". */
export type ConfirmRequest = z.output<typeof confirmRequest>;

/** Reads the body of the exchange endpoint. Unknown fields are refused: the contract has a version for new ones. */
export function readExchangeRequest(value: unknown): CodeRequest | ConfirmRequest {
  const { data } = z.union([codeRequest, confirmRequest]).safeParse(value);
  if (data === undefined) throw new Problem('invalid_request');
  return data;
}

/** Reads the body of the e-mail endpoint: the attempt that it is for, if there is one. */
export function readEmailRequest(value: unknown): string | null {
  const { data } = z.strictObject({ attemptId: attemptId.optional() }).safeParse(value);
  if (data === undefined) throw new Problem('invalid_request');
  return data.attemptId ?? null;
}

/** Whether a text can be the id of an attempt at all. */
export function isAttemptId(text: string): boolean {
  return attemptId.safeParse(text).success;
}

/** Reads the header that makes retries safe. */
export function readIdempotencyKey(request: Request): string {
  const { data } = z.guid().safeParse(request.headers.get('Idempotency-Key'));
  if (data === undefined) throw new Problem('invalid_request');
  return data.toLowerCase();
}
