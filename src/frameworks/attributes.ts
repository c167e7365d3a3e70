/**
 * What the templates of frameworks may say of the element, derived from its class: a new property is typed everywhere by
 * its name in one of the two lists.
 */
import type { WiseLink } from '../wise-link.js';

/** Properties that have an attribute. */
type Setting =
  | 'environment'
  | 'clientId'
  | 'redirectUri'
  | 'exchangeUrl'
  | 'startUrl'
  | 'statusUrl'
  | 'emailUrl'
  | 'mode'
  | 'authorizeUrl'
  | 'partnerName'
  | 'theme'
  | 'appearance';

/** Properties that no attribute can hold. */
type Handed = 'exchange' | 'headers' | 'messages';

/** Without these nothing can be launched. */
type Required = 'environment' | 'client-id' | 'redirect-uri' | 'clientId' | 'redirectUri';

/** `clientId` as HTML writes it: `client-id`. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${Kebab<Rest>}`
  : '';

/** What must be there is there, with a value. */
type Demand<All> = { [Name in Extract<keyof All, Required>]: NonNullable<All[Name]> } & { [Name in Exclude<keyof All, Required>]?: All[Name] };

type Settings = Pick<WiseLink, Setting>;

/** The attributes, by their names in HTML. */
export type Attributes = Demand<{ [Name in keyof Settings as Kebab<Name>]: Settings[Name] }>;

/** The same by their names in scripts. */
export type Properties = Demand<Settings>;

/** What is handed over as a property, since an attribute holds only text. */
export type Objects = Partial<Pick<WiseLink, Handed>>;
