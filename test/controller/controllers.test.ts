import { describe, expect, test } from 'vitest';
import { Controllers } from '../../src/controller/controllers.js';

/** A controller in the list. */
class Listed {
  readonly isLive: boolean;
  readonly isPresent: boolean;
  readonly client: string;
  readonly currentAttempt: { state: string } | undefined;

  constructor({ isLive = false, isPresent = true, client = 'bank', state = '' } = {}) {
    this.isLive = isLive;
    this.isPresent = isPresent;
    this.client = client;
    this.currentAttempt = state ? { state } : undefined;
  }

  fits(other: Listed): boolean {
    return other.client === this.client;
  }
}

const removed = new Listed({ isLive: true, isPresent: false, state: 'theirs' });

describe('the controllers of a page', () => {
  test('the owner of an attempt has it', () => {
    const list = new Controllers<Listed>();
    const other = new Listed({ state: 'other' });
    for (const one of [new Listed(), other, removed]) list.add(one);
    expect(list.ownerOf('theirs')).toBe(removed);
    expect(list.ownerOf('other')).toBe(other);
    expect(list.ownerOf('unknown')).toBeUndefined();
  });

  test.each([
    ['an element without an attempt', {}, true],
    ['no element that has an attempt', { isLive: true }, false],
    ['no element that is not on the page', { isPresent: false }, false],
    ['no element of another client', { client: 'other bank' }, false],
  ])('the attempt of a removed element is continued by %s', (_, given, isSuccessor) => {
    const list = new Controllers<Listed>();
    const other = new Listed(given);
    list.add(removed);
    list.add(other);
    expect(list.successorOf(removed)).toBe(isSuccessor ? other : undefined);
  });

  test('of two elements, the newer one continues it', () => {
    const list = new Controllers<Listed>();
    const [older, newer] = [new Listed(), new Listed()];
    list.add(older);
    list.add(newer);
    expect(list.successorOf(removed)).toBe(newer);
  });
});
