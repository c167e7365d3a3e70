import { ERRORS, type ErrorCode, type LinkError } from '../../../errors.js';
import { fill, joined } from '../../../locales/fill.js';
import type { Words } from '../../../locales/en.js';
import { relativeTime } from '../relative-time.js';
import type { View } from '../view.js';

/** The key of the sentence for an error. */
export type Message = (typeof ERRORS)[ErrorCode] | 'unanswered';

/** What a view with an error shows. A pause of up to `counted` seconds is left out: the email button counts it down. */
export function errorView(error: LinkError, words: Words, counted = 0, message: Message = ERRORS[error.code]): Pick<View, 'cause' | 'error' | 'news' | 'reference' | 'isInvalid'> {
  const { characters, retryAfter = 0, correlationId } = error;
  return {
    cause: error,
    error: joined(
      words,
      characters ? fill(words.foreign, { characters }) : words[message],
      !!error.attemptsLeft && triesLeft(error.attemptsLeft, words),
      // Any other message names a next step that needs no wait. "tooM" is `tooMany`.
      retryAfter
        ? retryAfter > counted && /busy|often|tooM|wrong/.test(message) && fill(words.wait, { time: relativeTime(retryAfter, words.lang) })
        : message === 'busy' && words.tryAgain,
    ),
    news: '',
    // Short enough to read out on the telephone.
    reference: correlationId && fill(words.reference, { id: correlationId.slice(0, 13) }),
    isInvalid: error.isAboutText,
  };
}

function triesLeft(tries: number, { lang, triesLeft: forms }: Words): string {
  const form = forms[new Intl.PluralRules(lang).select(tries)] ?? forms.other;
  return fill(form, { count: new Intl.NumberFormat(lang).format(tries) });
}
