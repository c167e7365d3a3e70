/** Characters of right-to-left scripts, such as Hebrew and Arabic. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Replaces the `{names}` in a pattern by values. A placeholder without a value is kept. If the text contains right-to-left
 * characters, each value is isolated (FSI and PDI), so that its order does not mix with the text around it (UAX 9).
 */
export const fill = (pattern: string, values: Record<string, string | number>): string =>
  pattern.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return RIGHT_TO_LEFT.test(pattern + value) ? `\u2068${value}\u2069` : `${value}`;
  });
