import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { ExchangePayload } from '../../src/index.js';
import { partOf, reaches, wiseLink } from '../support/element.js';

/** Through the whole card; test/fuzz reads fifty thousand more. */
const RUNS = 2_000;

/** What a mail program, a chat program or a keyboard puts around a code, or into it. */
const beside = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom(' ', '\n', '\t', '\0', '\u00A0', '\u00AD', '\u061C', '\u200B', '\u200E', '\u202E', '\u2060', '\uFEFF', '\uE000', '\u{E0041}') },
  { weight: 1, arbitrary: fc.constantFrom('Е', 'ｃ', '\u0301', '😀', '\u3164', '“', 'code=', '&', '/', '?', '=', 'https://wise.com/', 'Your code: ') },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
);
const code = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('G', '2', 's', '0', 'O', '1', 'l', 'I', '-', '_', '.', '~', '!', '<', '>') });
const pastes = fc.tuple(beside, code, beside, fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: code }), beside).map((pieces) => pieces.join(''));

/** The signs of a text that a customer sees, each in its usual width. */
const signs = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => wide.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');

/** The longest that anything may keep a customer from typing on, in milliseconds; an animation at 20 frames in a second. */
const LONGEST = 50;

test(`E1 E2 E3 ${RUNS} pastes: no code is changed, none with a hidden character is handed over, and no keystroke waits`, { timeout: 120_000 }, async () => {
  const element = await wiseLink({ mode: 'email', 'exchange-url': '' });
  const handed: ExchangePayload[] = [];
  // A wrong code leads back to the field, for the next one.
  element.exchange = (payload) => {
    handed.push(payload);
    return Promise.reject({ code: 'code_invalid', retryable: false });
  };
  await reaches(element, 'awaiting-code');
  const input = partOf(element, 'input') as HTMLInputElement;
  input.focus();
  let taken = 0;
  let slow = 0;
  await fc.assert(
    fc.asyncProperty(pastes, async (text) => {
      handed.length = 0;
      input.select();
      const before = performance.now();
      input.setRangeText(text, 0, input.value.length, 'end');
      input.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', data: text, bubbles: true, composed: true }));
      const after = performance.now() - before;
      if (after > LONGEST) slow += 1;
      // A field of one line shows no line ends: what the customer sees is what counts.
      const shown = input.value;
      input.form?.requestSubmit();
      await reaches(element, 'awaiting-code');
      expect(input.value).toBe(shown);
      const [payload] = handed;
      if (!payload || !('code' in payload)) return;
      taken += 1;
      expect(handed).toHaveLength(1);
      expect(payload.code).toMatch(/^[!-~]+$/);
      // Nothing that can be seen was left out but a full stop at the end, and no line was joined to another.
      expect([payload.code, `${payload.code}.`]).toContain(signs(shown));
      expect(shown.split(/[\v\f\u2028\u2029]/).filter(signs)).toHaveLength(1);
    }),
    { numRuns: RUNS, seed: 1 },
  );
  expect(taken).toBeGreaterThan(RUNS / 5);
  // Another program of this machine may take the processor for a moment, but not each time.
  expect(slow).toBeLessThan(RUNS / 1000);
});
