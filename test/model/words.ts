import { en } from '../../src/locales/en.js';
import type { View } from '../../src/element/view/view.js';

/** The known texts: those of the catalog, and those that matched a pattern. */
const known = new Set<string>(Object.values(en).filter((words) => typeof words === 'string'));

/** Texts with masked names or numbers. */
const PATTERNS = [
  /^S••• J••• · (personal|business) profile •••0000$/,
  /^If s•••@e•••\.com has a Wise account, Wise has sent an e-mail there\. Open its link: it shows you a code to enter here\.$/,
  /^You can enter it until \d+:\d\d\s[AP]M\.$/,
  /^Send it again in \d+ (seconds|minutes)$/,
  /^Reference [\w.-]{1,13}$/,
];

/** The first text of a card that is not from the catalog. Undefined if there is none. */
export function unknownText({ status, hint, error, time, next, reference, labels }: View): string | undefined {
  return [status, hint, error, time, next, reference, ...Object.values(labels)].map((text) => text || '').find((text) => text && !isOwn(text));
}

function isOwn(text: string): boolean {
  if (known.has(text)) return true;
  const sentence = text
    .replace(/ (You have \d tries left|This is possible again in \d+ seconds)\.$/, '')
    .replace(/^Less than (five minutes are|a minute is) left\. /, '');
  const isKnown = known.has(sentence) || PATTERNS.some((pattern) => pattern.test(sentence));
  if (isKnown) known.add(text);
  return isKnown;
}
