import { parse } from 'lossless-json';
import { z } from 'zod';

/** What Wise grants for a code, as it is sealed and kept. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** When they end, in Wise's words. Read, never assumed: the documents name ten years, twenty, and three months. */
  expiresAt: string | null;
  refreshTokenExpiresAt: string | null;
}

/** The fields of a Wise profile that decide whether it is the same person or business. */
export interface Profile {
  /** An int64; a JavaScript number would round it, and then it could be another customer's. */
  id: string;
  type: 'personal' | 'business';
  /** Wise has masked the data: there is nothing to compare. */
  masked: boolean;
  name: string;
  dateOfBirth: string | null;
  registrationNumber: string | null;
}

const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_at: z.string().nullish(),
  refresh_token_expires_at: z.string().nullish(),
});

const profileAnswer = z.object({
  id: z.string().regex(/^\d{1,19}$/),
  type: z.enum(['PERSONAL', 'BUSINESS']),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  dateOfBirth: z.string().nullish(),
  businessName: z.string().nullish(),
  registrationNumber: z.string().nullish(),
  obfuscated: z.boolean().nullish(),
  dataObfuscated: z.boolean().nullish(),
});

/**
 * Reads the answer of `/oauth/token` to a code or a refresh token; null if it is not one. RFC 6749 section 6: an answer
 * to a refresh may leave the refresh token out, and then the old one stays.
 */
export function readTokens(text: string, oldRefreshToken?: string): Tokens | null {
  const { data } = tokenAnswer.safeParse(readJson(text));
  const refreshToken = data?.refresh_token ?? oldRefreshToken;
  if (data === undefined || refreshToken === undefined) return null;
  return {
    accessToken: data.access_token,
    refreshToken,
    expiresAt: data.expires_at ?? null,
    refreshTokenExpiresAt: data.refresh_token_expires_at ?? null,
  };
}

/** Reads the token of a client credentials grant, which has no refresh token; null if it is not one. */
export function readClientToken(text: string): string | null {
  return z.object({ access_token: z.string().min(1) }).safeParse(readJson(text)).data?.access_token ?? null;
}

/** Reads `{"exists": …}`; null if it is not that. */
export function readExists(text: string): boolean | null {
  return z.object({ exists: z.boolean() }).safeParse(readJson(text)).data?.exists ?? null;
}

/** Whether Wise refuses to create a user because there is one, which is how it says that the e-mail is out. */
export function readNotUnique(text: string): boolean {
  const { data } = z.object({ errors: z.array(z.object({ code: z.string() })) }).safeParse(readJson(text));
  return data?.errors.some(({ code }) => code === 'NOT_UNIQUE') ?? false;
}

/** Reads the OAuth error code (RFC 6749 section 5.2). The description is dropped here: it may quote the code. */
export function readOAuthError(text: string): string | null {
  return z.object({ error: z.string() }).safeParse(readJson(text)).data?.error ?? null;
}

/** Reads `/v2/profiles`; null if any of it is not as Wise documents it, because half a list can pick the wrong one. */
export function readProfiles(text: string): Profile[] | null {
  const { data } = z.array(profileAnswer).safeParse(readJson(text));
  return data === undefined ? null : data.map(toProfile);
}

function toProfile(raw: z.output<typeof profileAnswer>): Profile {
  const business = raw.type === 'BUSINESS';
  return {
    id: raw.id,
    type: business ? 'business' : 'personal',
    masked: raw.obfuscated === true || raw.dataObfuscated === true,
    name: business ? (raw.businessName ?? '') : `${raw.firstName ?? ''} ${raw.lastName ?? ''}`,
    dateOfBirth: raw.dateOfBirth ?? null,
    registrationNumber: raw.registrationNumber ?? null,
  };
}

function readJson(text: string): unknown {
  try {
    // Every number stays the text that it was.
    return parse(text, undefined, (digits) => digits);
  } catch {
    return undefined;
  }
}
