// Decides whether tests have found a planted bug.
import type { Bug } from './bug.js';
import { patternOf } from './pattern.js';

/** The result of a test, or of a file that failed to load. */
export interface Ended {
  file: string;
  title: string;
  result: 'passed' | 'failed' | 'skipped' | 'broken';
  /** The error messages. */
  failure: string;
}

/** The message of a failed assertion in Vitest, Playwright and fast-check. */
const ASSERTION = /AssertionError|expect(\.poll)?\(|Property failed/;

/** Why the tests did not find the bug, or undefined if each of them failed with an assertion. */
export function whyNotFound({ tests, failure }: Bug, ends: readonly Ended[]): string {
  const broken = ends.find(({ result }) => result === 'broken');
  if (broken) return `${broken.file} cannot be loaded: ${broken.failure}`;
  return tests.map(([file, title]) => {
    const ran = ends.filter((end) => end.file === file && new RegExp(patternOf(title)).test(end.title) && end.result !== 'skipped');
    const failed = ran.filter(({ result }) => result === 'failed');
    if (ran.length === 0) return `${file} "${title}" did not run`;
    if (failed.length === 0) return `${file} "${title}" passes`;
    const isOwn = failed.some((end) => (failure === undefined ? ASSERTION.test(end.failure) : failure.test(end.failure)));
    return isOwn ? '' : `${file} "${title}" fails with another error: ${failed[0]?.failure}`;
  }).filter(Boolean).join('; ');
}
