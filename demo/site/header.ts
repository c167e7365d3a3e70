import { make } from './make.js';
import { scenarios } from './scenarios.js';
import { logOut, type Customer } from './session.js';

/** The navigation with links to all pages. */
export function navigation(): HTMLElement {
  const here = location.pathname.replace('/index.html', '/');
  const pages = [{ path: '/', name: 'Overview' }, ...scenarios].map(({ path, name }) =>
    make('li', {}, make('a', { href: path, ariaCurrent: path === here ? 'page' : null }, name)),
  );
  return make('nav', { ariaLabel: 'Pages' }, make('ul', {}, ...pages));
}

/** Shows the logged-in customer and a button to log out. */
export function greeting({ name }: Customer): Node[] {
  const button = make('button', { type: 'button' }, 'Log out');
  button.addEventListener('click', () => void logOut());
  return [make('p', {}, `Hello ${name.split(' ', 1).join()}`), button];
}
