import { asText } from '../stringified.js';
import type { Attributes } from '../config.js';
import { LinkError } from '../errors.js';
import { error, ok, unknown, warning, type Finding } from './finding.js';
import { PROPERTIES, readOne, type AttributeName } from './given.js';
import type { Scene } from './scene.js';

/** Checks one attribute, independent of the others. */
export function attribute(name: AttributeName, given: Attributes, page: string): Finding {
  const value = given[PROPERTIES[name]];
  try {
    if (!readOne(name, given, page)) return unknown(name, 'This page has no http: or https: URL.', 'See secure-context.');
  } catch (cause) {
    if (!(cause instanceof LinkError)) throw cause;
    const [, what = cause.message, write = 'Fix it'] = /^(.*)\. (Write .*)$/s.exec(cause.message) ?? [];
    return error(name, `${what}.`, `${write}.`);
  }
  const hasStandIn = name === 'exchange-url' && typeof given.exchange === 'function';
  if (hasStandIn) return ok(name, 'The exchange function is used instead.');
  return ok(name, value ? `${name} is valid.` : `${name} is not set, and is optional.`);
}

/** Finds functions and objects that a framework wrote into attributes instead of properties or listeners. */
export function properties({ element, given }: Pick<Scene, 'element' | 'given'>): Finding[] {
  const found = asText(element).map((name): Finding => {
    const message = `${name} was set as text, which has no effect.`;
    if (name.startsWith('on')) return warning('properties', message, `Remove ${name}, and call addEventListener('${name.replace(/^on[:-]?/, '')}', …).`);
    if (/^(exchange|headers|messages)$/.test(name)) {
      const level = name === 'exchange' && typeof given.exchange !== 'function' ? error : warning;
      return level('properties', message, `Remove ${name}, and set it as a property: element.${name} = …`);
    }
    return warning('properties', `${name} contains an object or a function that was converted to text.`, `Set ${name} to a text, or remove it.`);
  });
  return found.length > 0 ? found : [ok('properties', 'No object or function was set as text.')];
}
