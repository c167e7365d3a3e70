/** The number of test cases in each group, by its letter: `L1` to `L18`, and so on. */
export const CASES: Readonly<Record<string, number>> = { L: 18, P: 23, C: 28, S: 11, M: 16, R: 14, T: 6, E: 19, D: 12, G: 9, Q: 10, X: 28, I: 7, A: 14, B: 24, H: 17, N: 12 };

/** Cases that were added later, with numbers that do not follow on. */
export const LATER: readonly string[] = ['L20', 'L21', 'L22', 'L23', 'S20', 'S21', 'S22', 'D20', 'T20', 'X40', 'H20', 'H21', 'H22', 'E20', 'A20', 'A21'];

/** The cases that no test can cover, and why. Every other case is named at the start of a test title. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  // Exchange
  X18: 'The element refuses endpoints on another origin and follows no redirects, so there is no CORS.',
  X27: 'Every supported browser has AbortController.',
};
