import { describe, expect, test } from 'vitest';
import { Outcomes } from '../../src/controller/outcomes.js';

const LINK = { displayName: 'S••• J•••', profileType: 'personal', profileRef: '•••0000' } as const;

describe('the promises of open()', () => {
  test('all resolve to the link', async () => {
    const outcomes = new Outcomes();
    const both = Promise.all([outcomes.next(), outcomes.next()]);
    outcomes.end()({ link: LINK });
    expect(await both).toEqual([LINK, LINK]);
  });

  test('reject with the reason if there is no link', async () => {
    const outcomes = new Outcomes();
    const outcome = outcomes.next();
    outcomes.end()({ reason: 'cancelled' });
    await expect(outcome).rejects.toBe('cancelled');
  });

  test('a promise made while an end is reported waits for the next end', async () => {
    const outcomes = new Outcomes();
    const settle = outcomes.end();
    const later = outcomes.next();
    settle({ reason: 'cancelled' });
    outcomes.end()({ link: LINK });
    expect(await later).toEqual(LINK);
  });
});
