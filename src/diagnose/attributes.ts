import { asText } from '../stringified.js';
import type { Attributes } from '../config.js';
import { LinkError } from '../errors.js';
import { error, ok, unknown, warning, type Finding } from './finding.js';
import { PROPERTIES, readOne, type AttributeName } from './given.js';
import type { Scene } from './scene.js';

/** What the element says of one attribute, whatever the others are. */
export function attribute(name: AttributeName, given: Attributes, page: string): Finding {
  const value = given[PROPERTIES[name]];
  try {
    if (!readOne(name, given, page)) return unknown(name, 'This page has no address on the web.', 'See secure-context.');
  } catch (cause) {
    if (!(cause instanceof LinkError)) throw cause;
    const [, what = cause.message, write = 'Mend it'] = /^(.*)\. (Write .*)$/s.exec(cause.message) ?? [];
    return error(name, `${what}.`, `${write}.`);
  }
  const hasStandIn = name === 'exchange-url' && typeof given.exchange === 'function';
  if (hasStandIn) return ok(name, 'The exchange function serves instead.');
  return ok(name, value ? `${name} can be used.` : `${name} is not set, and need not be.`);
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
