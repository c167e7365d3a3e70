/** A member of a parsed JSON value; undefined if there is none. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** A member that must be a string. Throws `TypeError`. */
export function text(value: unknown, name: string): string {
  const found = member(value, name);
  if (typeof found !== 'string') throw new TypeError(`The answer has no ${name}`);
  return found;
}
