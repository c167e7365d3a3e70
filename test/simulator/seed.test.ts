import { expect, test } from 'vitest';
import { simulator } from './simulator.js';

const wise = simulator();

/** The random values that two customers and the partner receive. */
async function randomValues(): Promise<unknown[]> {
  const partner = wise.partner();
  const codes = [await wise.code('Sarah Jenkins'), await wise.code('Omar Haddad')];
  const { body, headers } = await partner.exchange(codes[0] ?? '');
  return [...codes, body['access_token'], body['refresh_token'], headers.get('x-trace-id')];
}

test('the same seed gives the same codes, tokens and ids in the same order', async () => {
  await wise.control('reset', { seed: '7' });
  const once = await randomValues();
  expect(once).not.toEqual(await randomValues());
  await wise.control('reset', { seed: '7' });
  expect(await randomValues()).toEqual(once);
  await wise.control('reset', { seed: '8' });
  const others = await randomValues();
  expect(others.filter((value) => once.includes(value))).toEqual([]);
});

test('browsers that only open a page do not change the codes', async () => {
  await wise.control('reset', { seed: '7' });
  const code = await wise.code();
  await wise.control('reset', { seed: '7' });
  for (let browser = 0; browser < 3; browser += 1) await fetch(wise.url());
  expect(await wise.code()).toBe(code);
});

test('a reset without a seed repeats no code', async () => {
  await wise.control('reset', { seed: '7' });
  const before = [await wise.code(), await wise.code()];
  await wise.control('reset', {});
  expect(before).not.toContain(await wise.code());
});

test('a seed that is not a string is refused', async () => {
  expect(await wise.control('reset', { seed: 7 })).toEqual({ error: 'seed must be a string' });
});
