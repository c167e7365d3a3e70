// Checks that the documentation stays easy to read, and that the measure is right.
import { describe, expect, test } from 'vitest';
import { pages } from './pages.js';
import { readabilityOf, sentencesOf } from './readability.js';

/** The lowest reading ease (plain English is 60 to 70), and the highest grade. The security page has the long names of attacks and headers. */
const LIMITS = { ease: 60, grade: 9 };

test.each(pages.filter(({ text }) => readabilityOf(text).words > 100))('$path is plain English by the formulas of Flesch and Kincaid', ({ text }) => {
  const { ease, grade } = readabilityOf(text);
  expect(ease).toBeGreaterThan(LIMITS.ease);
  expect(grade).toBeLessThan(LIMITS.grade);
});

describe('the sentences of a page', () => {
  test.each<[what: string, markdown: string, expected: string[]]>([
    ['are split, over lines and without marks', 'The card **asks** the\ncustomer. It [waits](x.md) for them to say.', ['The card asks the customer.', 'It waits for them to say.']],
    ['have no heading, code block or comment', '# A heading of five long words\n\n```sh\nnpm run this command and that\n```\n<!-- a comment of five words -->\n', []],
    ['have one short word for an inline code', 'Set `exchange-url` to your own endpoint.', ['Set name to your own endpoint.']],
    ['include cells and list items, but no labels', '| code | meaning |\n|---|---|\n| `x` | The customer starts the attempt again. |\n\n- Serve the file from your server.', ['The customer starts the attempt again.', 'Serve the file from your server.']],
  ])('%s', (_, markdown, expected) => {
    expect(sentencesOf(markdown)).toEqual(expected);
  });
});

test('a hard text has a lower ease and a higher grade than an easy one', () => {
  const easy = readabilityOf('The card asks the customer. They press yes. The account is connected now.');
  const hard = readabilityOf('Notwithstanding organizational considerations, administrative authorization necessitates comprehensive documentation.');
  expect(easy.ease).toBeGreaterThan(80);
  expect(hard.ease).toBeLessThan(0);
  expect(hard.grade).toBeGreaterThan(easy.grade + 10);
});
