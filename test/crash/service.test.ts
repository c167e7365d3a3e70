import { expect, it } from 'vitest';
import { usePostgres } from '../server/postgres.js';
import { crashes } from './crashes.js';
import { ROWS } from './rows.js';

const postgres = usePostgres();

crashes('PostgreSQL, service', ROWS, () => postgres.newDatabase(), 'service');

it('the service is killed at each of the seven steps of an exchange, and in a confirmation', () => {
  expect([...new Set(ROWS.map(({ point }) => point.step.replace(/ .*/, '')))].toSorted()).toEqual(['1', '2', '3', '4', '5', '6', '7', 'confirm']);
});
