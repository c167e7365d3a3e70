// Tests which tests `npm run test:changed` runs.
import { expect, test } from 'vitest';
import { relatedTests } from '../tools/related.mjs';

test.each([
  ['src/flow/transition.ts', 'test/flow/transition.test.ts', 'test/element/wise-link.test.ts'],
  ['src/element/view/phases/awaiting-code.ts', 'test/element/view/card.test.ts', 'test/controller/launch.test.ts'],
  ['src/server/exchange.ts', 'test/server/exchange.test.ts', 'test/demo/log-in.test.ts'],
  ['src/simulator/app.ts', 'test/simulator/consent.test.ts', 'test/contract/kit.test.ts'],
  ['test/timer.test.ts', 'test/timer.test.ts', undefined],
])('a change of %s runs its own tests before those of files that import it', (file, own, other) => {
  const tests = relatedTests([file]);
  expect(tests).toContain(own);
  if (other === undefined) expect(tests).toEqual([own]);
  else expect(tests.indexOf(other)).toBeGreaterThan(tests.indexOf(own));
});

test('the test of the same name is the first', () => {
  expect(relatedTests(['src/callback/callback.ts'])[0]).toBe('test/callback/callback.test.ts');
});

test.each([
  ['src/launch/popup.ts', true],
  ['src/callback/callback.ts', true],
  ['src/server/exchange.ts', false],
])('a change of %s runs random schedules: %j', (file, isRun) => {
  expect(relatedTests([file]).includes('test/model/schedules.test.ts')).toBe(isRun);
});

test('a changed file that no test reaches runs nothing', () => {
  expect(relatedTests(['README.md'])).toEqual([]);
});
