import { asText } from '../stringified.js';
import { isLoopback, readConfig, type Attributes, type Config } from '../config.js';
import { LinkError } from '../errors.js';
import { error, ok, unknown, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** The element's attributes, and the properties of the same meaning. */
const PROPERTIES = {
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

/** What the element says of one attribute, whatever the others are. */
export function attribute(name: AttributeName, given: Attributes, page: string): Finding {
  const value = given[PROPERTIES[name]];
  try {
    if (!read(name, given, page)) return unknown(name, 'This page has no address on the web.', 'See secure-context.');
  } catch (cause) {
    if (!(cause instanceof LinkError)) throw cause;
    const [, what = cause.message, write = 'Mend it'] = /^(.*)\. (Write .*)$/s.exec(cause.message) ?? [];
    return error(name, `${what}.`, `${write}.`);
  }
  const hasStandIn = name === 'exchange-url' && typeof given.exchange === 'function';
  if (hasStandIn) return ok(name, 'The exchange function serves instead.');
  return ok(name, value ? `${name} can be used.` : `${name} is not set, and need not be.`);
}

/** The config with this attribute, whatever the others are. Undefined if it is wrong. */
export function readAlone(name: AttributeName, given: Attributes, page: string): Config | undefined {
  try {
    return read(name, given, page);
  } catch {
    return undefined;
  }
}

/** Reads one attribute among others that are right: `readConfig` speaks of the first only that is wrong. */
function read(name: AttributeName, given: Attributes, page: string): Config | undefined {
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

/** Whether a framework has written as text what only a property can hold, or a listener. */
export function properties({ element, given }: Pick<Scene, 'element' | 'given'>): Finding[] {
  const found = asText(element).map((name): Finding => {
    const message = `${name} was given as text, which does nothing.`;
    if (name.startsWith('on')) return warning('properties', message, `Take ${name} away, and call addEventListener('${name.slice(2)}', …).`);
    if (/^(exchange|headers|messages)$/.test(name)) {
      const level = name === 'exchange' && typeof given.exchange !== 'function' ? error : warning;
      return level('properties', message, `Take ${name} away, and set it as a property: element.${name} = …`);
    }
    return warning('properties', `${name} holds the text of an object or a function.`, `Write text into ${name}, or take it away.`);
  });
  return found.length > 0 ? found : [ok('properties', 'No object or function was given as text.')];
}
