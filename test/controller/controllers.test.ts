import { describe, expect, test } from 'vitest';
import type { Phase } from '../../src/flow/state.js';
import { Controllers } from '../../src/controller/controllers.js';

/** A controller in the list. */
class Listed {
  readonly isLive: boolean;
  readonly isPresent: boolean;
  readonly client: string;
  readonly currentAttempt: { state: string } | undefined;
  readonly state: { phase: Phase };

  constructor({ isLive = false, isPresent = true, client = 'bank', state = '', phase = 'idle' as Phase } = {}) {
    this.isLive = isLive;
    this.isPresent = isPresent;
    this.client = client;
    this.currentAttempt = state ? { state } : undefined;
    this.state = { phase };
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

  test.each<[Phase, boolean]>([
    ['idle', true],
    ['authorizing', false],
    ['linked', false],
    ['failed', false],
  ])('two elements, of which one is idle and one %s: all idle is %s', (phase, areIdle) => {
    const list = new Controllers<Listed>();
    for (const one of [new Listed(), new Listed({ phase })]) list.add(one);
    expect(list.areIdle).toBe(areIdle);
  });

  test('of two elements, the newer one continues it', () => {
    const list = new Controllers<Listed>();
    const [older, newer] = [new Listed(), new Listed()];
    list.add(older);
    list.add(newer);
    expect(list.successorOf(removed)).toBe(newer);
  });
});
