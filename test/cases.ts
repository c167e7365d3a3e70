/** How many named cases each group has, by its letter: `L1` to `L18`, and so on. */
export const CASES: Readonly<Record<string, number>> = { L: 18, P: 23, C: 28, S: 11, M: 16, R: 14, T: 6, E: 19, D: 12, G: 9, Q: 10, X: 28, I: 7, A: 14, B: 15, H: 17, N: 12 };

/** Cases that came later, whose numbers do not follow on. */
export const LATER: readonly string[] = ['L20', 'L21', 'L22', 'L23', 'S20', 'S21', 'S22', 'D20', 'T20', 'X40', 'H20', 'H21', 'H22', 'E20', 'A20', 'A21'];

/** The cases that no test can show, and why. Every other one stands at the start of a test's title. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  // Exchange
  X18: 'Every endpoint is on the page’s own origin, or the attribute is refused; and no redirect is followed. There is no CORS.',
  X27: 'Every browser that has the custom elements, selectors and streams which the element needs has AbortController.',
};
