// Checks options: of a program, of the configuration file and of the command line.
import { z } from 'zod';
import { because } from './option-message.js';
import { SCENARIO_NAMES } from './scenarios.js';
import { switchSchema } from './switch-schema.js';

const text = z.string(because('must be a text that is not empty')).min(1, because('must be a text that is not empty'));
/** Not repeated in messages. */
const secret = z.string({ error: 'must be a text that is not empty' }).min(1, { error: 'must be a text that is not empty' });
const flag = z.boolean(because('must be true or false'));
const list = <Item extends z.ZodType>(item: Item) => z.array(item, { error: 'must be a list' });

// Custom schemes are allowed, for apps. RFC 6749 section 3.1.2: absolute, without a fragment.
const redirectUri = text.regex(/^[a-z][a-z\d+.-]*:[^\s#]+$/i, because('is not an absolute URI without a fragment'));
const origin = text.refine((value) => URL.canParse(value) && new URL(value).origin === value, because('is not an origin: write it as "http://localhost:4100"'));
// A colon would end the client id inside HTTP Basic.
const clientId = text.regex(/^[^:\s]+$/, because('must have no colon and no space'));
const notId = because('is not a positive whole number');
const id = z.union([z.number(), z.string(), z.bigint()], notId).refine((value) => /^[1-9]\d{0,18}$/.test(String(value)), notId);
const host = text.regex(/^[a-z\d.-]+$/i, because('is not a host name without a port'));

const client = z.strictObject({
  clientId,
  clientSecret: secret.exactOptional(),
  name: text.exactOptional(),
  redirectUris: list(redirectUri),
});

const address = z.strictObject({
  addressFirstLine: text,
  city: text,
  countryIso2Code: text.regex(/^[A-Z]{2}$/, because('is not two capital letters')),
  countryIso3Code: text.regex(/^[a-z]{3}$/, because('is not three small letters')),
  postCode: text,
  stateCode: z.string(because('must be a text or null')).nullable(),
});

const personal = z.strictObject({
  type: z.literal('PERSONAL'),
  id: id.exactOptional(),
  firstName: text,
  lastName: text,
  dateOfBirth: text.regex(/^\d{4}-\d{2}-\d{2}$/, because('is not a date: write it as "1985-05-20"')).exactOptional(),
  obfuscated: flag.exactOptional(),
  address: address.exactOptional(),
});

const business = z.strictObject({
  type: z.literal('BUSINESS'),
  id: id.exactOptional(),
  businessName: text,
  registrationNumber: text.exactOptional(),
  address: address.exactOptional(),
});

const customer = z.strictObject({
  email: text.regex(/^[^\s@]+@[^\s@]+$/, because('is not an email address')),
  password: secret.exactOptional(),
  twoFactor: flag.exactOptional(),
  label: text.exactOptional(),
  shows: text.exactOptional(),
  profiles: list(z.discriminatedUnion('type', [personal, business], { error: 'must be "PERSONAL" or "BUSINESS"' })).exactOptional(),
});

const port = z.number(because('is not a port number')).int(because('is not a port number')).min(0, because('is not a port number'))
  .max(65_535, because('is not a port number'));

/** The customers of a file. */
export const customersSchema = list(customer);

/** All options. */
export const optionSchema = z.strictObject({
  port: port.exactOptional(),
  allowedHosts: list(host).exactOptional(),
  partnerOrigin: origin.exactOptional(),
  redirectUris: list(redirectUri).exactOptional(),
  clientId: clientId.exactOptional(),
  clientSecret: secret.exactOptional(),
  clientName: text.exactOptional(),
  clients: list(client).exactOptional(),
  customers: customersSchema.exactOptional(),
  mtls: z.strictObject({ port: port.exactOptional(), folder: text.exactOptional() }).exactOptional(),
  scenario: z.enum(SCENARIO_NAMES, because(`is not a scenario: there are ${SCENARIO_NAMES.join(', ')}`)).exactOptional(),
  switches: switchSchema.exactPartial().exactOptional(),
  seed: text.exactOptional(),
});
