/** The endpoints for users. */
import { Hono } from 'hono';
import type { WiseEnv } from '../env.js';
import { answer, clientErrors, type FieldError } from './api-answer.js';
import { withVersion } from './api-paths.js';
import { clientOnly } from './bearer.js';
import { postedJson } from './posted-json.js';

/** The routes to create a user, which also sends an email to an existing one, and to ask whether a user exists. */
export const userRoutes = new Hono<WiseEnv>()
  .on('POST', withVersion('/v1/user/signup/registration_code'), clientOnly, async (c) => {
    const { customers, outbox, switches } = c.get('wise');
    const { email, registrationCode, sendAuthorizationCodeAsEmail } = (await postedJson(c)) ?? {};
    const [first, ...more] = invalid(email, registrationCode);
    if (first) return clientErrors(c, 400, switches.allValidationItems ? [first, ...more] : [first]);
    const [address, code] = [String(email), String(registrationCode)];
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address)) return clientErrors(c, 422, [NO_EMAIL]);

    const existing = customers.byEmail(address);
    if (existing) {
      // Boolean or text: Wise's guide says "as true", the API reference does not list the parameter.
      if (String(sendAuthorizationCodeAsEmail) === 'true') outbox.sendCodeLink(existing.email, c.get('client'));
      return clientErrors(c, 409, [switches.maskedConflict ? notUniqueMasked(address) : notUnique(address)]);
    }
    const { userId } = customers.createByApi(address, code);
    return answer(c, { id: userId, name: null, email: address, active: true, details: null });
  })
  .on('POST', withVersion('/v1/users/exists'), clientOnly, async (c) => {
    const { email } = (await postedJson(c)) ?? {};
    if (typeof email !== 'string') return clientErrors(c, 400, [notNull('email')]);
    return answer(c, { exists: c.get('wise').customers.byEmail(email) !== undefined });
  });

function invalid(email: unknown, registrationCode: unknown): FieldError[] {
  const isText = typeof registrationCode === 'string';
  return [
    ...(typeof email === 'string' ? [] : [notNull('email')]),
    ...(isText ? [] : [notNull('registrationCode')]),
    ...(isText && registrationCode.length < 32 ? [TOO_SHORT] : []),
  ];
}

const notNull = (path: string): FieldError => ({ code: 'NotNull', message: 'must not be null', path });

const TOO_SHORT: FieldError =
  { code: 'Size', message: 'size must be between 32 and 2147483647', path: 'registrationCode' };

const NO_EMAIL: FieldError = { code: 'ERROR', message: 'Please provide a valid email', path: 'email' };

// Wise API reference, create a user. The response does not reveal whether an email was sent.
const notUnique = (email: string): FieldError => ({
  code: 'NOT_UNIQUE',
  message: 'You\'re already a member. Please login',
  path: 'email',
  arguments: ['email', 'class com.transferwise.fx.api.ApiRegisterCommand', email],
});

// Wise docs, errors: "ma********************@wise.com".
const notUniqueMasked = (email: string): FieldError => ({
  ...notUnique(email),
  arguments: ['email', email.replace(/^(.{0,2}).*(@.*)$/, `$1${'*'.repeat(20)}$2`)],
});
