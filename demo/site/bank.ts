import { accountsOf } from './accounts.js';
import { answerBeforeLogIn } from './before-log-in.js';
import { greeting, navigation } from './header.js';
import { storedLinks } from './links.js';
import { fillLogIn } from './log-in.js';
import { eventLog } from './log.js';
import { make } from './make.js';
import { whoIsLoggedIn, type Customer } from './session.js';

const page = document.body;
const find = (selector: string): HTMLElement | null => page.querySelector<HTMLElement>(selector);

const session = make('div', { id: 'session' });
const links = storedLinks(() => {
  const element = page.querySelector('wise-link');
  if (element?.phase === 'linked') element.reset();
});

find('header')?.append(session, navigation());
find('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
find('#backstage')?.append(eventLog(page), links.section);
page.addEventListener('wise-link-success', () => void links.refresh());

const logIn = find('#log-in');
if (logIn) {
  fillLogIn(logIn, (customer) => {
    isLoggedIn = Promise.resolve(true);
    show(customer);
    // The element requested its status before the log-in, so replace it with a new one for this customer. Not during an
    // attempt, where a code may be waiting for this log-in.
    const element = page.querySelector('wise-link');
    if (element?.phase === 'idle') element.replaceWith(element.cloneNode(true));
    // The button that had the focus is now hidden.
    find('#account h2')?.focus();
  });
}
const found = whoIsLoggedIn();
let isLoggedIn = found.then(Boolean, () => false);
answerBeforeLogIn(() => isLoggedIn);
void found.then(show, () => show());

function show(customer?: Customer): void {
  session.replaceChildren(...(customer ? greeting(customer) : []));
  find('#log-in')?.toggleAttribute('hidden', !!customer);
  find('#account')?.toggleAttribute('hidden', !customer);
  find('#accounts')?.replaceChildren(...(customer ? accountsOf(customer.id) : []));
  links.section.hidden = !customer;
  if (customer) void links.refresh();
}
