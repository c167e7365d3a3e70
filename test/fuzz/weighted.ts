import * as fc from 'fast-check';

/** Mostly the first kind, and once in `times` the other. */
export const mostly = <T>(usual: fc.Arbitrary<T>, times: number, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: times - 1 }, { arbitrary: other, weight: 1 });
