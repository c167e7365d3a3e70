import { describe, expect, it } from 'vitest';
import { spellingsOf } from '../../../src/server/identity/letters.js';
import { sameName } from '../../../src/server/identity/same-name.js';
import names from './names.json' with { type: 'json' };

describe('two names', () => {
  it.each(names)('$bank.given $bank.family and $wise.firstName $wise.lastName: $same ($why)', ({ bank, wise, same }) => {
    const other = { given: wise.firstName, family: wise.lastName };
    expect([sameName(bank, other), sameName(other, bank)]).toEqual([same, same]);
  });
});

describe('the spellings of a word', () => {
  it('are limited, so that a long text of umlauts costs little', () => {
    expect(spellingsOf('ö'.repeat(2000)).size).toBeLessThanOrEqual(256);
  });
});
