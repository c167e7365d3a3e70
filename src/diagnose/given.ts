import { isLoopback, readConfig, type Attributes, type Config } from '../config.js';

/** Maps each attribute of the element to its property. */
export const PROPERTIES = {
  environment: 'environment',
  'client-id': 'clientId',
  'redirect-uri': 'redirectUri',
  'exchange-url': 'exchangeUrl',
  'email-url': 'emailUrl',
  'start-url': 'startUrl',
  'status-url': 'statusUrl',
  'authorize-url': 'authorizeUrl',
  mode: 'mode',
} as const satisfies Record<string, keyof Attributes>;

/** The name of an attribute of the element. */
export type AttributeName = keyof typeof PROPERTIES;

/** All attribute names, in the order of the documentation. */
export const ATTRIBUTES = Object.keys(PROPERTIES) as readonly AttributeName[];

/** Reads an element's properties, or its attributes if it was not upgraded to a `<wise-link>`. */
export function attributesOf(element: Element): Attributes {
  const given: Attributes = { exchange: Reflect.get(element, 'exchange') };
  for (const name of ATTRIBUTES) {
    const value: unknown = Reflect.get(element, PROPERTIES[name]);
    given[PROPERTIES[name]] = value ?? element.getAttribute(name);
  }
  return given;
}

/** The config with this attribute and placeholders for the others. Undefined if the attribute is invalid. */
export function readAlone(name: AttributeName, given: Attributes, page: string): Config | undefined {
  try {
    return readOne(name, given, page);
  } catch {
    return undefined;
  }
}

/**
 * Reads one attribute together with valid values for the others, because `readConfig` reports only the first invalid one.
 * Undefined if the page has no http: or https: URL. Throws a LinkError.
 */
export function readOne(name: AttributeName, given: Attributes, page: string): Config | undefined {
  const { protocol, hostname } = new URL(page);
  if (!/^https?:$/.test(protocol)) return undefined;
  // The secure-context check reports a page that is not served over https.
  const address = isLoopback(hostname) ? page : page.replace(/^http:/, 'https:');
  const valid: Attributes = {
    // authorize-url must match the environment.
    environment: given.environment === 'production' ? 'production' : 'sandbox',
    clientId: 'any',
    redirectUri: new URL('/', address).href,
    exchangeUrl: '/',
    exchange: given.exchange,
  };
  return readConfig({ ...valid, [PROPERTIES[name]]: given[PROPERTIES[name]] }, address);
}
