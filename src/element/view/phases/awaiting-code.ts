import type { State } from '../../../flow/state.js';
import { fill } from '../../../locales/fill.js';
import type { Words } from '../../../locales/en.js';
import { relativeTime } from '../relative-time.js';
import type { PhaseView } from '../view.js';
import { errorView } from './error.js';

/** The longest cool-down that the button counts down, in seconds. It is also the longest one that the client accepts. */
const COUNTED = 600;

/** The customer enters the code that Wise showed them. */
export const awaitingCode: PhaseView<'awaiting-code'> = (state, words, surroundings) => {
  const { error, isWaiting, minutes } = state;
  const { config, cooldownSeconds, expires } = surroundings;
  const { lang } = words;
  const way = surroundings.chosenFlow();
  return {
    heading: !!state.sentTo && !isWaiting && words.enterCode,
    status: statusOf(state, words),
    hint: words.safety,
    label: words.label,
    ...(error && errorView(error, words, COUNTED)),
    warning: minutes && words[`left${minutes}`],
    time: !!expires && fill(words.until, { time: new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(expires) }),
    main: 'submit',
    opens: way === 'popup' && 'instead',
    isBusy: isWaiting,
    isCooling: cooldownSeconds > 0,
    labels: {
      launch: !isWaiting && words.submit,
      email: config?.emailUrl && (cooldownSeconds > 0 ? fill(words.resendLater, { time: relativeTime(cooldownSeconds, lang) }) : words.resend),
      instead: (way === 'popup' || way === 'redirect') && words.instead,
      cancel: words.cancel,
    },
  };
};

function statusOf({ sentTo, isWaiting }: Extract<State, { phase: 'awaiting-code' }>, words: Words): string {
  if (isWaiting) return words.exchanging;
  return sentTo ? fill(words.sentTo, { address: sentTo }) : words['awaiting-code'];
}
