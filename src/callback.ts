/**
 * The script of the redirect page. It takes the answer of Wise out of the address bar and hands it to the page that is
 * waiting for it: the opener of this window, or the page that this tab has left. It never exchanges a code, and makes
 * no request.
 */
import { deliver, pend, pended, takeLetter } from './launch/mailbox.js';

const state = new URL(location.href).searchParams.get('state');
const letter = takeLetter();
// Wise may report an error without our state: then there is nothing to hand over, but the way back is the same.
const [, pending] = [...pended()].find(([left]) => !state || left === state) ?? [];

const say = (id: string): void => {
  for (const text of document.querySelectorAll('p')) text.hidden = text.id !== id;
};

if (pending?.returnTo?.startsWith(`${location.origin}/`)) {
  if (state) pend(state, { ...pending, letter });
  location.replace(pending.returnTo);
} else if (state) {
  // A tab that the customer opened himself cannot be closed from here, and the page that waited may be gone.
  setTimeout(say, 3000, 'back');
  void deliver(state, letter).then(() => {
    say('done');
    close();
  });
} else {
  say('lost');
}
