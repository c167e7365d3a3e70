import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The test file that takes minutes on one processor. Started last, it would run alone at the end. */
const LONGEST = /\/model\/schedules\.test\.ts$/;

/** Vitest's own order, with the longest file first. Vitest knows no durations on a fresh clone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}
