import * as fc from 'fast-check';

/** Mostly of the first kind; once in so many times of the other. */
export const mostly = <T>(usual: fc.Arbitrary<T>, times: number, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: times - 1 }, { arbitrary: other, weight: 1 });
