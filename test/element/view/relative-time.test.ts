// Tests how long a customer has to wait, in words.
import { expect, test } from 'vitest';
import { relativeTime } from '../../../src/element/view/relative-time.js';

test.each([
  [1, 'en', 'in 10 seconds'],
  [42, 'en', 'in 50 seconds'],
  [90, 'en', 'in 90 seconds'],
  [91, 'en', 'in 2 minutes'],
  [600, 'en', 'in 10 minutes'],
  [601, 'en', 'in 11 minutes'],
  [5401, 'en', 'in 91 minutes'],
  [7200, 'en', 'in 120 minutes'],
  [7201, 'en', 'in 3 hours'],
  [86_400, 'en', 'in 24 hours'],
  [7200, 'he', 'בעוד 120 דקות'],
  [600, 'hu', '10 perc múlva'],
  [600, 'th', 'ในอีก 10 นาที'],
  [600, 'ar-EG', 'خلال ١٠ دقائق'],
])('%i seconds in %s: %s', (seconds, lang, words) => {
  expect(relativeTime(seconds, lang)).toBe(words);
});
