/** Makes texts from the sentences of a catalogue. */

/** Scripts written from right to left: Hebrew, Arabic and their neighbors. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/**
 * Replaces each `{name}` in a pattern by its value; without a value it stays. In a text with right-to-left script, each value
 * is isolated, so that its characters are not reordered with those around it (Unicode UAX 9, FSI and PDI).
 */
export const fill = (pattern: string, values: Record<string, string | number | undefined>): string =>
  pattern.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    // A word joiner, which is invisible: the card shows sentences apart, and "St. George" is not the end of one.
    const whole = `${value}`.replace(/\. /g, '.\u2060 ');
    return RIGHT_TO_LEFT.test(pattern + value) ? `\u2068${whole}\u2069` : whole;
  });

/** Joins sentences as the language does. Empty ones are left out. */
export const joined = ({ between }: { between: string }, ...sentences: (string | false)[]): string => sentences.filter(Boolean).join(between);
