import { en } from '../../src/locales/en.js';
import type { View } from '../../src/element/view/view.js';

/** The known texts: those of the catalog, and those that matched a pattern. */
const known = new Set<string>(Object.values(en).filter((words) => typeof words === 'string'));

/** Texts with masked names or numbers. */
const PATTERNS = [
  /^S••• J••• · (personal|business) profile •••0000$/,
  /^If there is a Wise account for s•••@e•••\.com, Wise has emailed you a link\. Open it to see a code, then enter the code here\.$/,
  /^You can enter it until \d+:\d\d\s[AP]M\.$/,
  /^Send the email again in \d+ (seconds|minutes)$/,
  /^Reference [\w.-]{1,13}$/,
];

/** The first text of a card that is not from the catalog. Undefined if there is none. */
export function unknownText({ status, hint, error, time, next, reference, labels }: View): string | undefined {
  return [status, hint, error, time, next, reference, ...Object.values(labels)].map((text) => text || '').find((text) => text.trim() && !isOwn(text));
}

function isOwn(text: string): boolean {
  if (known.has(text)) return true;
  const sentence = text
    .replace(/ (You have \d attempts left|You can try again in \d+ seconds|Try again)\.$/, '')
    .replace(/^You have less than \d minutes? to enter the code\. /, '');
  const isKnown = known.has(sentence) || PATTERNS.some((pattern) => pattern.test(sentence));
  if (isKnown) known.add(text);
  return isKnown;
}
