import { en } from '../../src/locales/en.js';
import type { View } from '../../src/view/view.js';

/** Sentences that have been found to be ours, and those of the catalogue. */
const ours = new Set<string>(Object.values(en).flatMap((words) => (typeof words === 'function' ? [] : words)));

/** With what the backend has masked, and with numbers. */
const PATTERNS = [
  /^S••• J••• · (personal|business) profile •••0000$/,
  /^Open the link that Wise e-mailed to s•••@e•••\.com\. It shows you a code to enter here\.$/,
  /^Reference [\w.-]{1,13}$/,
];

/** The first sentence of a card that is not from the catalogue, if there is one. */
export function strangeWords({ status, hint, error, reference, labels }: View): string | undefined {
  return [status, hint, error, reference, ...Object.values(labels)].map((text) => text || '').find((text) => text && !isOurs(text));
}

function isOurs(text: string): boolean {
  if (ours.has(text)) return true;
  const isKnown = PATTERNS.some((pattern) => pattern.test(text)) || ours.has(text.replace(/ (Tries left: \d|This is possible again in \d+ seconds)\.$/, ''));
  if (isKnown) ours.add(text);
  return isKnown;
}
