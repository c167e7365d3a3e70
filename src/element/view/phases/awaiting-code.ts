import type { AwaitingCode, RequestingEmail } from '../../../flow/state.js';
import { fill } from '../../../locales/fill.js';
import type { Words } from '../../../locales/en.js';
import { relativeTime } from '../relative-time.js';
import type { Shown, Surroundings } from '../view.js';
import { errorView } from './error.js';

/** The longest cool-down that the button counts down, in seconds. It is also the longest one that the client accepts. */
const COUNTED = 600;

/** Both states; one has no error. */
type Typing = Omit<AwaitingCode, 'phase'> & Pick<AwaitingCode | RequestingEmail, 'phase'>;

/**
 * The customer enters the code that Wise showed them. The card looks the same while the email is requested: nothing moves
 * when the answer arrives.
 */
export function awaitingCode({ phase, sentTo, error, isWaiting, minutes }: Typing, words: Words, surroundings: Surroundings): Shown {
  const { config, cooldownSeconds, expires } = surroundings;
  const { lang } = words;
  const way = surroundings.chosenFlow();
  const isBusy = isWaiting || phase !== 'awaiting-code';
  const status = isWaiting ? words.exchanging : isBusy || !sentTo ? words[phase] : fill(words.sentTo, { address: sentTo });
  return {
    heading: !!config?.emailUrl && words.enterCode,
    status: error ? '' : status,
    hint: words.safety,
    label: words.label,
    ...(error && errorView(error, words, COUNTED)),
    warning: minutes && words[`left${minutes}`],
    // Without a time, a no-break space keeps its line.
    time: expires ? fill(words.until, { time: new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(expires) }) : '\u00a0',
    opens: way === 'popup' && 'instead',
    isBusy,
    isCooling: isBusy || cooldownSeconds > 0,
    labels: {
      submit: words.submit,
      email: config?.emailUrl && (cooldownSeconds > 0 ? fill(words.resendLater, { time: relativeTime(cooldownSeconds, lang) }) : words.resend),
      instead: !/email|code/.test(way) && words.instead,
      cancel: words.cancel,
    },
  };
}
