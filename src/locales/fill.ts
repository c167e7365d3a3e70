/** Letters that are written from right to left: Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * A pattern with values in place of its `{names}`; what has no value stays. Where both directions of writing meet, each
 * value is isolated, or it would be torn apart and mixed with what stands beside it (Unicode UAX 9, FSI and PDI).
 */
export const fill = (pattern: string, values: Record<string, string | number>): string =>
  pattern.replace(/\{(\w+)\}/g, (gap, name: string) => {
    const value = values[name];
    if (value === undefined) return gap;
    return RIGHT_TO_LEFT.test(pattern + value) ? `\u2068${value}\u2069` : `${value}`;
  });
