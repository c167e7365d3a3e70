import { ignoredKeys } from '../ignored-words.js';
import { ok, warning, type Finding } from './finding.js';
import type { Scene } from './scene.js';

/** Checks that the element uses every sentence in `messages`. */
export function messages({ element }: Pick<Scene, 'element'>): Finding {
  const keys = ignoredKeys(Reflect.get(element, 'messages'));
  if (keys.length === 0) return ok('messages', 'The element uses every text in messages.');
  return warning('messages', `The element ignores in messages: ${keys.join(', ').slice(0, 99)}.`, 'Use the keys of src/locales/en.ts, each with a text.');
}
