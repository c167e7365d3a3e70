import { make } from './make.js';
import { scenarios } from './scenarios.js';
import { logOut, type Customer } from './session.js';

const PAGES = [
  { path: '/', name: 'Playground' },
  { path: '/themes.html', name: 'Themes' },
  { path: '/overview.html', name: 'Ways to link' },
];

/** The navigation with links to all pages. */
export function navigation(): HTMLElement {
  const here = location.pathname.replace('/index.html', '/');
  const pages = [...PAGES, ...scenarios].map(({ path, name }) =>
    make('li', {}, make('a', { href: path, ariaCurrent: path === here ? 'page' : null }, name)),
  );
  return make('nav', { ariaLabel: 'Pages' }, make('ul', {}, ...pages));
}

/** Shows the logged-in customer and a button to log out. */
export function greeting({ name }: Customer): Node[] {
  const button = make('button', { type: 'button' }, 'Log out');
  // Loads the page again, so that no customer data stays on it.
  button.addEventListener('click', () => void logOut().then(() => location.assign(location.pathname)));
  return [make('p', {}, `Hello ${name.split(' ', 1).join()}`), button];
}
