import { customers } from './customers.js';
import { make } from './make.js';
import { scenarios } from './scenarios.js';

const cards = scenarios.map(({ path, name, text }) =>
  make('li', {}, make('h3', {}, make('a', { href: path }, name)), make('p', {}, text)),
);
document.querySelector('#scenarios')?.append(...cards);

const rows = customers.map(({ label, about, result }) =>
  make('tr', {}, make('th', { scope: 'row' }, label, make('small', {}, about)), make('td', {}, result)),
);
document.querySelector('#customers tbody')?.append(...rows);
