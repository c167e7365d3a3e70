import { expect, test } from 'vitest';
import { Simulator } from '../../src/testing/simulator.js';
import { simulator } from './simulator.js';

const wise = simulator();
const remote = (): Simulator => new Simulator(wise.url());

test('a partner’s tests can reset it, also with a seed', async () => {
  await remote().reset('7');
  const code = await wise.code();
  await remote().reset();
  expect(await wise.code()).not.toBe(code);
  await remote().reset('7');
  expect(await wise.code()).toBe(code);
});

test('a partner’s tests can advance its clock, so that a code expires', async () => {
  const code = await wise.code();
  await remote().advance(30 * 60);
  expect((await wise.partner().exchange(code)).status).toBe(400);
});

test('a partner’s tests can change its switches', async () => {
  await remote().switch({ unavailable: true });
  expect((await wise.partner().token({ grant_type: 'client_credentials' })).status).toBe(503);
});

test('a partner’s tests get an error for a refused setting', async () => {
  await expect(remote().switch({ broken: true })).rejects.toThrow('no such switch');
  await expect(remote().advance(-1)).rejects.toThrow('does not go back');
});

test('a partner’s tests get an empty outbox if no email was sent', async () => {
  expect(await remote().mails()).toEqual([]);
});
