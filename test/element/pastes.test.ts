// Tests pastes into the code field with random text.
import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { ExchangePayload } from '../../src/index.js';
import { partOf, reaches, wiseLink } from '../support/element.js';

/** The number of pastes into a real card. test/fuzz parses more without one. */
const RUNS = 2_000;

/** Text that a mail program, a chat program or a keyboard adds to a code. */
const beside = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: fc.constantFrom(' ', '\n', '\t', '\0', '\u00A0', '\u00AD', '\u061C', '\u200B', '\u200E', '\u202E', '\u2060', '\uFEFF', '\uE000', '\u{E0041}') },
  { weight: 1, arbitrary: fc.constantFrom('Е', 'ｃ', '\u0301', '😀', '\u3164', '“', 'code=', '&', '/', '?', '=', 'https://wise.com/', 'Your code: ') },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
);
const code = fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('G', '2', 's', '0', 'O', '1', 'l', 'I', '-', '_', '.', '~', '!', '<', '>') });
const pastes = fc.tuple(beside, code, beside, fc.oneof({ weight: 8, arbitrary: fc.constant('') }, { weight: 1, arbitrary: code }), beside).map((pieces) => pieces.join(''));

/** The visible characters of a text, in their usual width. */
const visible = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (wide) => wide.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S}]/gu, '');

/** The maximum time for one paste, in milliseconds. */
const MAX_DELAY = 50;

test(`E1 E2 E3 ${RUNS} pastes: no code is changed, none with a hidden character is submitted, and no keystroke is delayed`, { timeout: 120_000 }, async () => {
  const element = await wiseLink({ mode: 'email', 'exchange-url': '' });
  const submitted: ExchangePayload[] = [];
  // After a wrong code, the field is ready for the next one.
  element.exchange = (payload) => {
    submitted.push(payload);
    return Promise.reject({ code: 'code_invalid', retryable: false });
  };
  await reaches(element, 'awaiting-code');
  const input = partOf(element, 'input') as HTMLInputElement;
  input.focus();
  let accepted = 0;
  let slow = 0;
  await fc.assert(
    fc.asyncProperty(pastes, async (text) => {
      submitted.length = 0;
      input.select();
      const before = performance.now();
      input.setRangeText(text, 0, input.value.length, 'end');
      input.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', data: text, bubbles: true, composed: true }));
      const after = performance.now() - before;
      if (after > MAX_DELAY) slow += 1;
      // A single-line field shows no line ends, so the shown value counts.
      const shown = input.value;
      input.form?.requestSubmit();
      await reaches(element, 'awaiting-code');
      expect(input.value).toBe(shown);
      const [payload] = submitted;
      if (!payload || !('code' in payload)) return;
      accepted += 1;
      expect(submitted).toHaveLength(1);
      expect(payload.code).toMatch(/^[!-~]+$/);
      // No visible character was removed except a full stop at the end, and no lines were joined.
      expect([payload.code, `${payload.code}.`]).toContain(visible(shown));
      expect(shown.split(/[\v\f\u2028\u2029]/).filter(visible)).toHaveLength(1);
    }),
    { numRuns: RUNS, seed: 1 },
  );
  expect(accepted).toBeGreaterThan(RUNS / 5);
  // Other programs may delay a few pastes.
  expect(slow).toBeLessThan(RUNS / 1000);
});
