import { expect, test } from 'vitest';
import { WeakList } from '../../src/controller/weak-list.js';

test('a list has each object once, in the order of addition', () => {
  const list = new WeakList<object>();
  const [one, other] = [{}, {}];
  for (const added of [one, other, one]) list.add(added);
  expect(list.all).toEqual([one, other]);
  expect(list.all[0]).toBe(one);
});
