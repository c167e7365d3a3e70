// What became of an attempt in a trouble, in words.

/** What was told on a page, in its order. Seconds count from the customer's consent. */
export interface Message {
  kind: 'linked' | 'says';
  text: string;
  seconds: number;
  /** Whether the content that was told is still on the page. */
  isShown: boolean;
}

/** What was observed on one page. */
export interface Observed {
  /** The page never had a button. */
  noButton?: string | undefined;
  messages: readonly Message[];
  /** How long the page was watched after the consent, in seconds. */
  watched: number;
  /** Whether the window was still open at the end. Undefined: none ever opened. */
  isWindowOpen: boolean | undefined;
}

/** The outcome as a cell of the table. */
export function wordsOf({ noButton, messages, watched, isWindowOpen }: Observed): string {
  if (noButton !== undefined && messages.length === 0) return `no button: ${quoted(noButton)}`;
  const linked = messages.find(({ kind }) => kind === 'linked');
  const last = messages.at(-1);
  if (linked) return linked.isShown ? 'linked' : 'linked, as told to code whose content is gone';
  if (last) return `${last.seconds < 0 && isWindowOpen !== undefined ? 'before the consent' : 'not linked'}: ${quoted(last.text)}${last.isShown ? '' : ', told to code whose content is gone'}`;
  return `nothing in ${watched} seconds${isWindowOpen ? '; the window stays open' : ''}`;
}

/** The words where the comparison itself failed. */
export const NOT_OBSERVED = 'not observed';

/** Whether a customer is left without a link and without a message, in words of `wordsOf`, or whether that is not known. */
export const isStranded = (words: string): boolean => /(^|; |^both )(no button|nothing|not observed)/.test(words);

/** The outcome of several pages: once if it is the same. */
export function together(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  if (rest.length === 0) return first;
  return rest.every((one) => one === first) ? `both ${first}` : words.join('; ');
}

const LONGEST = 110;

function quoted(text: string): string {
  // Ports differ from run to run.
  const line = text.replaceAll(/(?<=\d):\d{4,5}\b/g, '').replaceAll(/\s+/g, ' ').replaceAll('|', '/').trim();
  return `“${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}”`;
}
