import { expect, test } from 'vitest';
import { readCallback } from '../../src/oauth/authorization-response.js';

const STATE = 'S'.repeat(43);
const read = (query: string) => readCallback(new URL(`https://bank.example/cb${query}`), STATE, 'https://wise.com');

test('C22 200,000 parameters in linear time', () => {
  const before = performance.now();
  expect(() => read(`?state=${STATE}${'&code=a'.repeat(2e5)}`)).toThrow();
  expect(performance.now() - before).toBeLessThan(2000);
});

test('C28 reads the same from all 5,040 orders of parameters', () => {
  const parameters = ['code=c', `state=${STATE}`, 'profileId=7', 'iss=https://wise.com', 'via=query', 'utm=1', 'error_description='];
  const orders = permutations(parameters);
  expect(orders).toHaveLength(5040);
  for (const order of orders) expect(read(`?${order.join('&')}`)).toEqual({ code: 'c', profileId: '7' });
});

test('C28 refuses a bad response in any order of parameters', () => {
  for (const order of permutations(['code=c', `state=${STATE}`, 'code=d', 'error=access_denied', 'x=1'])) {
    expect(() => read(`?${order.join('&')}`)).toThrow(expect.objectContaining({ code: 'authorization_failed' }));
  }
});

/** All orders of these. */
function permutations<T>(items: readonly T[]): T[][] {
  if (!items.length) return [[]];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
