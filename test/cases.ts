/** How many named cases each group has, by its letter: `L1` to `L18`, and so on. */
export const CASES: Readonly<Record<string, number>> = { L: 18, P: 23, C: 28, S: 11, M: 16, R: 14, T: 6, D: 12, G: 9, Q: 10 };

/** The cases that no test can show, and why. Every other one stands at the start of a test's title. */
export const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  // Launch
  L6: 'The element makes the authorization request itself, in the click; there is no start-url that could take its time.',
  L7: 'There is no start-url that could fail, and so no blank window that waits for it.',
  L8: 'There is no start-url, and so no blank window that a customer could close before it answers.',
  L17: 'There is no start-url that could be asked beforehand; each launch makes a state of its own.',
};
