// Checks that no answer of a backend can keep the kit busy for ever. Each test would run into its time limit.
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../contract/kit/answer.js';
import { b10 } from '../../contract/kit/cases/b10.js';
import { b14 } from '../../contract/kit/cases/b14.js';
import type { Kit, Person } from '../../contract/kit/kit.js';
import { settleUnblocked } from '../../contract/kit/settle.js';

const MIB = 1024 * 1024;
const long = (part: string): string => part.repeat(Math.floor(MIB / part.length));
const answer = (status: number, body: Answer['body'], text = ''): Answer => ({ status, headers: new Headers({ 'Cache-Control': 'no-store' }), text, body });
const kitWith = (parts: object): Kit => parts as Kit;

describe('an answer of a mebibyte', () => {
  it.each(['a', '@', 'a@', 'a@b', '-eyJ', 'eyJ.', '2026-'])('of %j is searched for secrets in time', async (part) => {
    const kit = kitWith({ answers: [answer(200, { value: long(part) })], codes: new Set() });
    await expect(b10.run(kit)).resolves.toBeUndefined();
  });

  it('is still found to have an address or a token', async () => {
    for (const secret of ['sarah@mail.example.com', `eyJ${'a'.repeat(40)}.${'b'.repeat(400)}.c`]) {
      const kit = kitWith({ answers: [answer(200, { value: `${' '.repeat(MIB)}${secret}` })], codes: new Set() });
      await expect(b10.run(kit)).rejects.toThrow(/in “value”/);
    }
  });

  it.each(['<script', '<script>', '<meta http-equiv="Content-Security-Policy" content="'])('of %j is no redirect page', async (part) => {
    const send = async (): Promise<Answer> => answer(200, {}, long(part));
    const kit = kitWith({ options: { callbackUrl: new URL('https://bank.example/callback') }, http: { send } });
    await expect(b14.run(kit)).rejects.toThrow(/characters: it is not callback\.html/);
  });
});

describe('a backend that blocks the customer again and again', () => {
  it.each([0, 1, 40])('for %i seconds is waited for until the longest wait is over', async (retryAfterSeconds) => {
    let waited = 0;
    const kit = kitWith({
      options: { longestWait: 90, exchangeUrl: new URL('https://bank.example/exchange') },
      outlast: async (seconds: number) => void (waited += seconds),
    });
    const person = { browser: { post: async () => answer(429, { code: 'too_many_attempts', retryAfterSeconds }) } } as unknown as Person;
    await expect(settleUnblocked(kit, person, {}, 'key')).rejects.toMatchObject({ name: 'NotChecked' });
    expect(waited).toBeGreaterThan(40);
    expect(waited).toBeLessThanOrEqual(90);
  });
});
