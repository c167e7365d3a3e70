import { z } from 'zod';
import { bankId } from '../server/bank-id.js';
import { SessionUnavailable } from '../server/session-unavailable.js';
import type { BankSession } from '../server/session.js';

/** Members that are not named here are dropped. */
const schema = z.object({
  sessionId: bankId.max(1000),
  customer: z.object({
    id: bankId.max(255),
    givenName: z.string().max(1000),
    familyName: z.string().max(1000),
    dateOfBirth: z.string().max(100),
    email: z.string().max(1000),
    company: z.object({ name: z.string().max(1000), registrationNumber: z.string().max(1000) }).nullish(),
  }),
});

/** Reads what the bank says about a session. Throws `SessionUnavailable` that names the wrong members, without their values. */
export function readBankSession(value: unknown, from: string): BankSession {
  const { data, error } = schema.safeParse(value);
  if (data) return { ...data, customer: { ...data.customer, company: data.customer.company ?? null } };
  const members = [...new Set(error.issues.map(({ path }) => path.join('.') || 'the whole'))];
  throw new SessionUnavailable(`${from} has the wrong shape: ${members.join(', ')}.`);
}
