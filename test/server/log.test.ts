import { describe, expect, it } from 'vitest';
import { describeError } from '../../src/server/log.js';

describe('an unexpected error in the log', () => {
  it('is its name and where it broke', () => {
    const { errorName, frames } = describeError(new TypeError('secret'));
    expect(errorName).toBe('TypeError');
    expect(frames[0]).toContain('log.test.ts');
  });

  it('has nothing of its message, whatever that looks like', () => {
    expect(JSON.stringify(describeError(new Error('no secret\n    at secret (secret:1:1)\nsecret')))).not.toContain('secret');
  });

  it('is its type if it is no error', () => {
    expect(describeError('secret')).toEqual({ errorName: 'string', frames: [] });
  });
});
