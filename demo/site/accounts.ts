import { make } from './make.js';

/** An account at the bank. The data is fictional and makes the page look real. */
interface Account {
  name: string;
  end: string;
  balance: number;
}

const ACCOUNTS: Readonly<Record<string, readonly Account[]>> = {
  sarah: [
    { name: 'Everyday account', end: '4821', balance: 2480.16 },
    { name: 'Savings', end: '0377', balance: 11250 },
  ],
  omar: [
    { name: 'Everyday account', end: '1906', balance: 934.72 },
    { name: 'Haddad Trading Ltd', end: '6640', balance: 28316.05 },
  ],
};

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' });

/** The customer's accounts, one list item each. */
export const accountsOf = (customer: string): Node[] =>
  (ACCOUNTS[customer] ?? []).map(({ name, end, balance }) =>
    make('li', {}, make('span', {}, name, make('small', {}, `•• ${end}`)), make('b', {}, pounds.format(balance))),
  );
