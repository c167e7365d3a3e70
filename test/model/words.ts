import { en } from '../../src/locales/en.js';
import type { View } from '../../src/element/view/view.js';

/** Sentences that have been found to be ours, and those of the catalogue. */
const ours = new Set<string>(Object.values(en).filter((words) => typeof words === 'string'));

/** With what the backend has masked, and with numbers. */
const PATTERNS = [
  /^S••• J••• · (personal|business) profile •••0000$/,
  /^If s•••@e•••\.com has a Wise account, Wise has sent an e-mail there\. Open its link: it shows you a code to enter here\.$/,
  /^You can enter it until \d+:\d\d\s[AP]M\.$/,
  /^Send it again in \d+ (seconds|minutes)$/,
  /^Reference [\w.-]{1,13}$/,
];

/** The first sentence of a card that is not from the catalogue, if there is one. */
export function strangeWords({ status, hint, error, time, next, reference, labels }: View): string | undefined {
  return [status, hint, error, time, next, reference, ...Object.values(labels)].map((text) => text || '').find((text) => text && !isOurs(text));
}

function isOurs(text: string): boolean {
  if (ours.has(text)) return true;
  const sentence = text
    .replace(/ (You have \d tries left|This is possible again in \d+ seconds)\.$/, '')
    .replace(/^Less than (five minutes are|a minute is) left\. /, '');
  const isKnown = ours.has(sentence) || PATTERNS.some((pattern) => pattern.test(sentence));
  if (isKnown) ours.add(text);
  return isKnown;
}
