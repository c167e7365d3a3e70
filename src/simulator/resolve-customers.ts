/** Reads the customers of the simulator from its options. */
import { OptionError } from './option-error.js';
import { profileName, type Customer, type Profile } from './customer.js';
import type { CustomerOptions } from './options.js';
import { PASSWORD } from './seed.js';

const FIRST_USER_ID = 9889701;
const FIRST_PROFILE_ID = 14579001n;

/**
 * A function that creates the customers of the options, for each reset. Throws an `OptionError` if two customers have the
 * same address, two profiles the same id, or a customer two personal profiles.
 */
export function customersFrom(options: readonly CustomerOptions[]): () => Customer[] {
  const create = (): Customer[] => {
    let nextId = FIRST_PROFILE_ID;
    return options.map((customer, index) => created(customer, FIRST_USER_ID + index, () => nextId++));
  };
  refuseRepeated(create());
  return create;
}

function created(options: CustomerOptions, userId: number, nextId: () => bigint): Customer {
  const { email, password = PASSWORD, twoFactor = false, shows = '' } = options;
  const profiles = (options.profiles ?? []).map((profile): Profile => {
    const id = profile.id === undefined ? nextId() : BigInt(profile.id);
    return profile.type === 'BUSINESS'
      ? { ...profile, id, registrationNumber: profile.registrationNumber }
      : { ...profile, id, dateOfBirth: profile.dateOfBirth, obfuscated: profile.obfuscated ?? false };
  });
  const [first] = profiles;
  const label = options.label ?? (first ? profileName(first) : email);
  return { userId, email, password, twoFactor, profiles, label, shows, registrationCode: undefined };
}

function refuseRepeated(customers: readonly Customer[]): void {
  const twice = <Value>(values: Value[]): Value | undefined => values.find((value, index) => values.indexOf(value) < index);
  const email = twice(customers.map((customer) => customer.email.toLowerCase()));
  if (email !== undefined) throw new OptionError(`Two customers have the email address ${JSON.stringify(email)}.`);
  const label = twice(customers.map((customer) => customer.label));
  if (label !== undefined) throw new OptionError(`Two customers have the label ${JSON.stringify(label)}: give one of them another "label".`);
  const id = twice(customers.flatMap(({ profiles }) => profiles.map((profile) => profile.id)));
  if (id !== undefined) throw new OptionError(`Two profiles have the id ${id}.`);
  const crowded = customers.find(({ profiles }) => profiles.filter(({ type }) => type === 'PERSONAL').length > 1);
  if (crowded) throw new OptionError(`The customer ${JSON.stringify(crowded.email)} has two personal profiles; Wise allows one.`);
}
