import { describe, expect, it } from 'vitest';
import { maskEmail, maskName, maskProfileId } from '../../src/server/mask.js';

describe('a name', () => {
  it.each([
    ['Sarah Jenkins', 'S••• J•••'],
    ['  Sarah   Jane Jenkins', 'S••• J••• J•••'],
    ['Li', 'L•••'],
    ['𠮷田 太郎', '𠮷••• 太•••'],
    ['\u202eSarah <b>Jenkins', 'S••• b•••'],
    ['& Sons', 'S•••'],
    ['', ''],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('an address', () => {
  it.each([
    ['sarah@example.com', 's•••@e•••.com'],
    ['a@b.co.uk', 'a•••@b•••.uk'],
    ['"odd@local"@example.com', 'o•••@e•••.com'],
    ['root@localhost', 'r•••@l•••'],
  ])('%s → %s', (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
  });
});

describe('a profile id', () => {
  it.each([
    ['30000000', '•••0000'],
    ['9007199254740993', '•••0993'],
    ['12345', '•••2345'],
    ['1234', '•••'],
  ])('%s → %s', (id, masked) => {
    expect(maskProfileId(id)).toBe(masked);
  });
});
