import { describe, expect, it } from 'vitest';
import { describeError } from '../../src/server/log.js';

describe('an unexpected error in the log', () => {
  it('is logged with its name and stack frames', () => {
    const { errorName, frames } = describeError(new TypeError('secret'));
    expect(errorName).toBe('TypeError');
    expect(frames[0]).toContain('log.test.ts');
  });

  it('is logged without its message, also if that looks like a stack frame', () => {
    expect(JSON.stringify(describeError(new Error('no secret\n    at secret (secret:1:1)\nsecret')))).not.toContain('secret');
  });

  it('is logged with its type if it is not an Error', () => {
    expect(describeError('secret')).toEqual({ errorName: 'string', frames: [] });
  });
});
