import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** It takes minutes, on one processor: what comes last would be waited for by the others. */
const LONGEST = /\/model\/schedules\.test\.ts$/;

/** Vitest's own order, but for the one file that takes longer than any other: that one is not known on a fresh clone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification): boolean => LONGEST.test(moduleId);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}
