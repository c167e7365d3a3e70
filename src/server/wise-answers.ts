import { parse } from 'lossless-json';
import { z } from 'zod';

/** The tokens that Wise returns for a code. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Wise's own timestamps. No default: the documentation gives three months, ten years and twenty years. */
  expiresAt: string | null;
  refreshTokenExpiresAt: string | null;
}

/** The fields of a Wise profile that decide whether it is the same person or business. */
export interface Profile {
  /** An int64 as text: a JavaScript number would round it, to what may be another customer's id. */
  id: string;
  type: 'personal' | 'business';
  /** Wise masked the data, so it cannot be compared. */
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
 * Parses the `/oauth/token` response to a code or a refresh token; null if it is malformed. RFC 6749 section 6: the
 * response to a refresh may omit the refresh token, and then the old one stays valid.
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

/** Parses the token of a client credentials grant, which has no refresh token; null if it is malformed. */
export function readClientToken(text: string): string | null {
  return z.object({ access_token: z.string().min(1) }).safeParse(readJson(text)).data?.access_token ?? null;
}

/** Parses `{"exists": …}`; null if it is malformed. */
export function readExists(text: string): boolean | null {
  return z.object({ exists: z.boolean() }).safeParse(readJson(text)).data?.exists ?? null;
}

/** Whether Wise refused to create a user because one exists. This is also its answer when it sent the e-mail. */
export function readNotUnique(text: string): boolean {
  const { data } = z.object({ errors: z.array(z.object({ code: z.string() })) }).safeParse(readJson(text));
  return data?.errors.some(({ code }) => code === 'NOT_UNIQUE') ?? false;
}

/** Parses the OAuth error code (RFC 6749 section 5.2). Ignores the description, which may quote the code. */
export function readOAuthError(text: string): string | null {
  return z.object({ error: z.string() }).safeParse(readJson(text)).data?.error ?? null;
}

/** Parses `/v2/profiles`; null if any profile is malformed, because a partial list could select the wrong one. */
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
    // Keep every number as text, to preserve int64.
    return parse(text, undefined, (digits) => digits);
  } catch {
    return undefined;
  }
}
