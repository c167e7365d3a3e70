// Generates callback URLs.
import * as fc from 'fast-check';
import { mostly } from './weighted.js';

export const STATE = 'Zk3vQ9_-dXc1mB7yTq0LrW5uHs8NfJ2aPgEoIi4tKxM';
export const ISSUER = 'https://wise.com';

const serialised = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);
const percent = (byte: number): string => `%${byte.toString(16).padStart(2, '0')}`;
const everyByte = (text: string): string => Array.from(Buffer.from(text), percent).join('');

/** The encodings of a text in a query: like forms, every byte in lower or upper case, and unencoded. */
const SPELLINGS = [serialised, serialised, everyByte, (text: string) => everyByte(text).toUpperCase(), (text: string) => text];

const spelled = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, fc.constantFrom(...SPELLINGS)).map(([text, spell]) => spell(text));

/** Parameter names of OAuth, in any case, and near misses. */
const NAMES = fc.constantFrom(
  'code', 'state', 'error', 'iss', 'profileId', 'profileID', 'profileid', 'PROFILEID', 'response', 'id_token', 'access_token',
  'token', 'refresh_token', 'error_description', 'error_uri', 'session_state', 'scope', 'CODE', 'State', 'ISS', 'Response',
  'code[]', 'state[]', 'code[0]', 'code.x', 'code ', ' code', 'code\0', '\nstate', 'cоde', 'ｓtate', 'cod\u0065\u0301', '',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'via', 'utm_source', 'page',
);

const CODES = fc.constantFrom('G2s8EJ', 'aBcDeF', '000000', 'a b+c', 'x-y_z.~', '%41', 'a&state=b', '{}', 'x'.repeat(512), STATE);

const PROFILES = fc.constantFrom('30000000', '9007199254740993', '0', '-1', 'x');

/** Values that Wise never sends. */
const HOSTILE = fc.constantFrom(
  '', ' ', 'a\0b', 'a\r\nSet-Cookie: b', '\t', '\x7F', 'é', 'G2s8ЕJ', '\u202EJE8s2G', '\u200B', '\uFEFFG2s8EJ', '😀', '\uFFFD',
  '__proto__', 'constructor', 'toString', 'null', 'undefined', '<img src=x onerror=alert(1)>', 'javascript:alert(1)', '#code=b',
  'a;state=b', 'a,b', '[object Object]', 'x'.repeat(513), 'y'.repeat(5000), 'access_denied', 'server_error',
  STATE, STATE.toLowerCase(), STATE.slice(1), `${STATE}x`, ` ${STATE}`, `${STATE}\u0301`, `${STATE}\0`,
  ISSUER, `${ISSUER}/`, 'https://wise.com.evil.example', 'https://wise-sandbox.com', 'HTTPS://WISE.COM', 'http://wise.com',
);

/** Invalid percent-encoding, or not of UTF-8. */
const BROKEN = fc.constantFrom('%', '%4', '%zz', '%E0%A4%A', '%C3', '%FF%FE', '%u0041', '%00', '%0D%0A', '%ED%A0%80', 'a%');

const values = fc.oneof({ arbitrary: spelled(HOSTILE), weight: 4 }, { arbitrary: spelled(CODES), weight: 2 }, { arbitrary: BROKEN, weight: 1 });

const pair = (names: fc.Arbitrary<string>, texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(names, texts).map(([name, value]) => `${name}=${value}`);

const none = fc.constant<string[]>([]);
const one = (parameter: fc.Arbitrary<string>): fc.Arbitrary<string[]> => fc.tuple(parameter);
const spelledAs = (...names: string[]): fc.Arbitrary<string> => spelled(fc.constantFrom(...names));

const code = mostly(one(pair(spelledAs('code'), spelled(CODES))), 8, fc.oneof(none, one(pair(spelledAs('code'), values))));
const state = mostly(one(pair(spelledAs('state'), spelled(fc.constant(STATE)))), 8, fc.oneof(none, one(pair(spelledAs('state'), values))));
const profile = fc.oneof(none, one(pair(spelledAs('profileId', 'profileID', 'profileid'), spelled(PROFILES))));
const issuer = mostly(none, 4, one(pair(spelledAs('iss'), mostly(spelled(fc.constant(ISSUER)), 4, values))));
const refusal = one(pair(spelledAs('error'), mostly(spelled(fc.constant('access_denied')), 4, values)));
const answer = fc.oneof(
  { weight: 7, arbitrary: code },
  { weight: 2, arbitrary: refusal },
  { weight: 1, arbitrary: fc.tuple(code, refusal).map((both) => both.flat()) },
);
const foreign = one(pair(spelledAs('via', 'utm_source', 'error_description', '__proto__', 'toString'), values));
const stray = fc.array(fc.oneof(pair(spelled(NAMES), values), spelled(NAMES), values), { maxLength: 3 });

const parts = fc.tuple(answer, state, profile, issuer, mostly(none, 3, foreign), mostly(none, 3, stray));

const separators = mostly(fc.constant('&'), 12, fc.constantFrom(';', '&&', '?', '%26', '&amp;'));

const fragments = mostly(
  fc.constant(''),
  8,
  fc.oneof(fc.constantFrom('#', '#_=_', '#/route', '#section'), pair(NAMES, values).map((text) => `#${text}`), values.map((text) => `#x&${text}`)),
);

const turned = (list: string[], places: number): string[] => [...list.slice(places), ...list.slice(0, places)];

/** Callback URLs: what Wise could send, and near misses. */
export const callbackUrls: fc.Arbitrary<string> = fc
  .tuple(parts, fc.nat(5), separators, fragments)
  .map(([lists, places, separator, fragment]) => `https://bank.example/cb?${turned(lists.flat(), places).join(separator)}${fragment}`);
