import { z } from 'zod';
import { reportFields } from './unknown-value.js';
import type { OnUnknown } from './unknown-value.js';

/** A postal address as Wise holds it. A part that Wise did not send is null. */
export interface Address {
  line: string | null;
  city: string | null;
  postCode: string | null;
  stateCode: string | null;
}

/** The fields of a Wise profile that decide whether it is the same person or business. */
export interface Profile {
  /** An int64 as text: a JavaScript number would round it, to what may be another customer's id. */
  id: string;
  /** The Wise user that the profile belongs to, an int64 as text; null if Wise sent none. */
  userId: string | null;
  /** `other`: a type that this version does not know. Such a profile is never linked. */
  type: 'personal' | 'business' | 'other';
  /** Wise masked the data, so it cannot be compared. */
  masked: boolean;
  /** A person's full name, or the name of the business. */
  name: string;
  firstName: string;
  lastName: string;
  /** `YYYY-MM-DD`, as Wise sent it. */
  dateOfBirth: string | null;
  registrationNumber: string | null;
  /** ISO 3166-1 alpha-2, in upper case. */
  country: string | null;
  address: Address | null;
}

type Raw = Readonly<Record<string, unknown>>;

const TYPES: Readonly<Record<string, Profile['type']>> = { PERSONAL: 'personal', BUSINESS: 'business' };
const STATES = new Set(['VISIBLE', 'HIDDEN', 'DEACTIVATED']);

// The documented fields and those of recorded answers (Wise API reference, profile).
const KNOWN = new Set(
  `type id publicId userId address email createdAt updatedAt avatar currentState contactDetails firstName lastName preferredName
  dateOfBirth phoneNumber secondaryAddresses fullName businessName registrationNumber companyType companyRole webpage
  obfuscated dataObfuscated profileRole version partner partnerCustomer jointProfile contractingWithWise creatorClientId
  descriptionOfBusiness businessCategory businessSubCategory firstLevelCategory secondLevelCategory operationalAddresses
  acn abn arbn localizedInformation businessFreeFormDescription actorEmail occupations nationality`.split(/\s+/),
);
const id = z.string().regex(/^\d{1,19}$/);
// Here and not where they are used: zod compiles each schema once.
const raw = z.record(z.string(), z.unknown());
const rawAddress = raw.nullish();

/** Reads one profile; null without a readable id. Any other value that cannot be read counts as absent, and its name goes to `onUnknown`. */
export function readProfile(value: unknown, onUnknown: OnUnknown): Profile | null {
  const fields = raw.safeParse(value).data ?? {};
  const ownId = id.safeParse(fields['id']).data;
  if (ownId === undefined) return null;
  reportFields(fields, KNOWN, onUnknown);
  const text = (name: string): string | null => readText(fields, name, onUnknown);
  const type = readType(fields, onUnknown);
  const [firstName, lastName] = [text('firstName') ?? '', text('lastName') ?? ''];
  const state = text('currentState');
  if (state !== null && !STATES.has(state)) onUnknown('currentState');
  return {
    id: ownId,
    userId: id.safeParse(fields['userId']).data ?? null,
    type,
    masked: isSet(fields, 'obfuscated', onUnknown) || isSet(fields, 'dataObfuscated', onUnknown),
    name: type === 'business' ? (text('businessName') ?? '') : `${firstName} ${lastName}`,
    firstName,
    lastName,
    dateOfBirth: text('dateOfBirth'),
    registrationNumber: text('registrationNumber'),
    ...readAddress(fields, onUnknown),
  };
}

function readType(fields: Raw, onUnknown: OnUnknown): Profile['type'] {
  const found = fields['type'];
  const type = typeof found === 'string' && Object.hasOwn(TYPES, found) ? TYPES[found] : undefined;
  if (type === undefined) onUnknown('type');
  return type ?? 'other';
}

function readAddress(fields: Raw, onUnknown: OnUnknown): Pick<Profile, 'country' | 'address'> {
  const parsed = rawAddress.safeParse(fields['address']);
  if (!parsed.success) onUnknown('address');
  const address = parsed.data;
  if (address === undefined || address === null) return { country: null, address: null };
  const text = (name: string): string | null => readText(address, name, onUnknown);
  const country = text('countryIso2Code');
  return {
    country: country !== null && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
    address: { line: text('addressFirstLine'), city: text('city'), postCode: text('postCode'), stateCode: text('stateCode') },
  };
}

function readText(fields: Raw, name: string, onUnknown: OnUnknown): string | null {
  const value = fields[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  onUnknown(name);
  return null;
}

// Anything but "no" counts as masked: data that may be masked is not compared.
function isSet(fields: Raw, name: string, onUnknown: OnUnknown): boolean {
  const value = fields[name] ?? false;
  if (typeof value !== 'boolean') onUnknown(name);
  return value !== false;
}
