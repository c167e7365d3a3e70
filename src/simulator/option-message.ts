/** Says what is wrong with a value, as the end of a sentence that begins with the name of the option. For zod's `error`. */
export const because = (predicate: string) => ({ error: ({ code, input }: { code?: string | undefined; input?: unknown }) => (
  input === undefined && code !== 'custom' ? 'is missing' : `${shown(input)}${predicate}`) });

/** The value in the sentence. Objects and lists are too long. */
const shown = (input: unknown): string => (typeof input === 'string' || typeof input === 'number' ? `${JSON.stringify(input)} ` : '');

/** The same for a value that is one of a few texts. */
export const becauseNotOneOf = (values: readonly string[]) => because(`must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`);
