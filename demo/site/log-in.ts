import { make } from './make.js';
import { logIn, type Customer } from './session.js';

/** Fills the log-in panel, a placeholder for a bank's own log-in. */
export function fillLogIn(panel: Element, onLogIn: (customer: Customer) => void): void {
  const problem = make('p', { role: 'alert' });
  const button = (id: string, name: string): HTMLElement => {
    const made = make('button', { type: 'button' }, `Log in as ${name}`);
    made.addEventListener('click', () => {
      problem.textContent = '';
      logIn(id).then(
        (customer) => (customer ? onLogIn(customer) : (problem.textContent = 'The bank did not let you in.')),
        () => (problem.textContent = 'The bank does not answer. Is the demo still running?'),
      );
    });
    return made;
  };
  panel.append(
    make('h2', {}, 'Log in to your bank'),
    make('p', {}, 'This is a demo. Its two customers are made up, and one click logs you in.'),
    button('sarah', 'Sarah Jenkins'),
    button('omar', 'Omar Haddad'),
    problem,
  );
}
