import { isLoopback, readConfig, type Attributes, type Config } from '../config.js';

/** The element's attributes, and the properties of the same meaning. */
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

/** An attribute of the element. */
export type AttributeName = keyof typeof PROPERTIES;

/** All of them, in the order of the documentation. */
export const ATTRIBUTES = Object.keys(PROPERTIES) as readonly AttributeName[];

/** What an element was given: by its properties; by its attributes where no script has made it a `<wise-link>`. */
export function attributesOf(element: Element): Attributes {
  const given: Attributes = { exchange: Reflect.get(element, 'exchange') };
  for (const name of ATTRIBUTES) {
    const value: unknown = Reflect.get(element, PROPERTIES[name]);
    given[PROPERTIES[name]] = value ?? element.getAttribute(name);
  }
  return given;
}

/** The config with this attribute, whatever the others are. Undefined if it is wrong. */
export function readAlone(name: AttributeName, given: Attributes, page: string): Config | undefined {
  try {
    return readOne(name, given, page);
  } catch {
    return undefined;
  }
}

/**
 * Reads one attribute among others that are right, because `readConfig` names only the first that is wrong. Undefined where
 * the page has no address on the web. Throws a LinkError.
 */
export function readOne(name: AttributeName, given: Attributes, page: string): Config | undefined {
  const { protocol, hostname } = new URL(page);
  if (!/^https?:$/.test(protocol)) return undefined;
  // That the page is not served over https is another check's business.
  const address = isLoopback(hostname) ? page : page.replace(/^http:/, 'https:');
  const right: Attributes = {
    // The authorize page has to be the one of the environment.
    environment: given.environment === 'production' ? 'production' : 'sandbox',
    clientId: 'any',
    redirectUri: new URL('/', address).href,
    exchangeUrl: '/',
    exchange: given.exchange,
  };
  return readConfig({ ...right, [PROPERTIES[name]]: given[PROPERTIES[name]] }, address);
}
