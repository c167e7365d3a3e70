// What Wise's published OpenAPI (as of August 2026) says about answers, as JSON schemas. A field of Wise's that is not listed is
// an error here, so that a new answer is compared with the document first.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const integer = { type: 'integer' };
const date = { type: 'string', format: 'date' };
/** Wise writes date-times without an offset, which is less than the format of the name demands. */
const localTime = { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$` };

/** An object with exactly these fields, of which `optional` may be missing. */
const object = (properties: Record<string, object>, optional: readonly string[] = []) => ({
  type: 'object', properties, additionalProperties: false, required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const address = object({
  id: integer, addressFirstLine: text, city: text, postCode: text, stateCode: textOrNull,
  countryIso2Code: { type: 'string', pattern: '^[A-Z]{2}$' }, countryIso3Code: { type: 'string', pattern: '^[a-z]{3}$' },
});

const anyProfile = {
  id: integer, publicId: { type: 'string', format: 'uuid' }, userId: integer, address, email: text, createdAt: localTime, updatedAt: localTime,
  currentState: { enum: ['HIDDEN', 'VISIBLE', 'DEACTIVATED'] },
  contactDetails: object({ email: text, phoneNumber: text }, ['phoneNumber']),
  // Not in the OpenAPI: recorded at Wise's sandbox in July 2026.
  obfuscated: { type: 'boolean' }, dataObfuscated: { type: 'boolean' },
};

const personalProfile = object({
  ...anyProfile, type: { const: 'PERSONAL' }, avatar: textOrNull, firstName: text, lastName: text, preferredName: text, dateOfBirth: date,
  phoneNumber: text, secondaryAddresses: { type: 'array', items: address }, fullName: text,
}, ['dateOfBirth', 'phoneNumber']);

const businessProfile = object({
  ...anyProfile, type: { const: 'BUSINESS' }, businessName: text, registrationNumber: text, descriptionOfBusiness: text, webpage: text,
  companyType: text, companyRole: { enum: ['OWNER', 'DIRECTOR', 'OTHER'] }, businessFreeFormDescription: text, firstLevelCategory: text,
  secondLevelCategory: text, operationalAddresses: { type: 'array', items: address }, fullName: text,
}, ['registrationNumber']);

const profile = { oneOf: [personalProfile, businessProfile] };

const oldProfile = {
  oneOf: [
    object({
      id: integer, type: { const: 'personal' },
      details: object({
        firstName: text, lastName: text, dateOfBirth: date, phoneNumber: text, avatar: text, occupation: text,
        occupations: { type: ['array', 'null'] }, primaryAddress: { type: ['integer', 'null'] }, firstNameInKana: textOrNull, lastNameInKana: textOrNull,
      }, ['dateOfBirth', 'phoneNumber']),
    }),
    object({
      id: integer, type: { const: 'business' },
      details: object({
        name: text, registrationNumber: text, acn: textOrNull, abn: textOrNull, arbn: textOrNull, companyType: text, companyRole: text,
        descriptionOfBusiness: text, webpage: text, primaryAddress: integer, businessCategory: text, businessSubCategory: text,
      }, ['registrationNumber']),
    }),
  ],
};

const user = object({
  id: integer, name: textOrNull, email: text, active: { type: 'boolean' },
  details: {
    oneOf: [{ type: 'null' }, object({
      firstName: text, lastName: text, phoneNumber: text, dateOfBirth: date, occupation: text, avatar: text, primaryAddress: integer,
      address: object({ countryCode: text, firstLine: text, postCode: text, city: text, state: text, occupation: text }),
    }, ['dateOfBirth', 'phoneNumber'])],
  },
});

const instant = { type: 'string', format: 'date-time' };
const clientToken = { access_token: text, token_type: { const: 'bearer' }, expires_in: integer, expires_at: instant, scope: text };
const customerToken = {
  ...clientToken, refresh_token: text, refresh_token_expires_in: { type: 'integer', maximum: 2 ** 31 - 1 }, refresh_token_expires_at: instant, created_at: instant,
};

const clientErrors = (values: object) => object({
  errors: { type: 'array', minItems: 1, items: object({ code: text, message: text, path: text, arguments: values }) },
});

const SCHEMAS = {
  'profile': profile,
  'profiles': { type: 'array', items: profile },
  'old profile': oldProfile,
  'old profiles': { type: 'array', items: oldProfile },
  'user': user,
  'client token': object(clientToken),
  'customer token': object(customerToken),
  'exists': object({ exists: { type: 'boolean' } }),
  'conflict': clientErrors({ type: 'array', items: text }),
  // Wise docs, errors: `arguments` may be null.
  'invalid fields': clientErrors({ type: ['array', 'null'], items: text }),
  'system error': object({ error: text, error_description: text }),
  'forbidden': object({ timestamp: instant, status: { const: 403 }, error: text, message: text }),
  'object': { type: 'object' },
} as const;

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
formats.default(ajv);

/** Where an answer differs from Wise's document; empty if it does not. */
export function differences(name: keyof typeof SCHEMAS, body: string): string[] {
  const validate = ajv.compile(SCHEMAS[name]);
  validate(JSON.parse(body));
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
}
