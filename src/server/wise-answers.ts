import { parse } from 'lossless-json';
import { z } from 'zod';
import { readProfile } from './profile.js';
import type { Profile } from './profile.js';
import { ignoreUnknown, reportFields } from './unknown-value.js';
import type { OnUnknown } from './unknown-value.js';

/** The tokens that Wise returns for a code. */
export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Wise's own timestamps. No default: the documentation gives three months, ten years and twenty years. */
  expiresAt: string | null;
  refreshTokenExpiresAt: string | null;
}

// Here and not where they are used: zod compiles each schema once.
const tokenAnswer = z.looseObject({ access_token: z.string().min(1) });
const clientToken = z.object({ access_token: z.string().min(1) });
const existsAnswer = z.object({ exists: z.boolean() });
const errorList = z.object({ errors: z.array(z.object({ code: z.string() })) });
const oauthError = z.object({ error: z.string() });
const profileList = z.array(z.unknown());

const TOKEN_FIELDS = new Set(
  'access_token refresh_token token_type expires_in expires_at refresh_token_expires_in refresh_token_expires_at scope created_at'.split(' '),
);

/**
 * Parses the `/oauth/token` response to a code or a refresh token; null if it is malformed. RFC 6749 section 6: the
 * response to a refresh may omit the refresh token, and then the old one stays valid.
 */
export function readTokens(text: string, oldRefreshToken?: string, onUnknown: OnUnknown = ignoreUnknown): Tokens | null {
  const { data } = tokenAnswer.safeParse(readJson(text));
  if (data === undefined) return null;
  reportFields(data, TOKEN_FIELDS, onUnknown);
  const optional = (name: string): string | null => {
    const value = data[name] ?? null;
    if (value === null || (typeof value === 'string' && value !== '')) return value;
    onUnknown(name);
    return null;
  };
  const refreshToken = optional('refresh_token') ?? oldRefreshToken;
  if (refreshToken === undefined) return null;
  // Wise sends "bearer". RFC 6749 section 7.1: it is not case-sensitive.
  if (optional('token_type')?.toLowerCase() !== 'bearer') onUnknown('token_type');
  return {
    accessToken: data.access_token,
    refreshToken,
    expiresAt: optional('expires_at'),
    refreshTokenExpiresAt: optional('refresh_token_expires_at'),
  };
}

/** Parses the token of a client credentials grant, which has no refresh token; null if it is malformed. */
export function readClientToken(text: string): string | null {
  return clientToken.safeParse(readJson(text)).data?.access_token ?? null;
}

/** Parses `{"exists": …}`; null if it is malformed. */
export function readExists(text: string): boolean | null {
  return existsAnswer.safeParse(readJson(text)).data?.exists ?? null;
}

/** Whether Wise refused to create a user because one exists. This is also its answer when it sent the email. */
export function readNotUnique(text: string): boolean {
  const { data } = errorList.safeParse(readJson(text));
  return data?.errors.some(({ code }) => code === 'NOT_UNIQUE') ?? false;
}

/** Parses the OAuth error code (RFC 6749 section 5.2). Ignores the description, which may quote the code. */
export function readOAuthError(text: string): string | null {
  return oauthError.safeParse(readJson(text)).data?.error ?? null;
}

/**
 * Parses `/v2/profiles`; null if it is no list, or a profile has no id, because a partial list could select the wrong one.
 * A profile with unknown values stays in the list.
 */
export function readProfiles(text: string, onUnknown: OnUnknown = ignoreUnknown): Profile[] | null {
  const { data } = profileList.safeParse(readJson(text));
  if (data === undefined) return null;
  const profiles = data.flatMap((value) => readProfile(value, onUnknown) ?? []);
  return profiles.length === data.length ? profiles : null;
}

function readJson(text: string): unknown {
  try {
    // Keep every number as text, to preserve int64.
    return parse(text, undefined, (digits) => digits);
  } catch {
    return undefined;
  }
}
