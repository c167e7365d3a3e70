/** A member of what came as JSON; undefined if there is none. */
export const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** A member that has to be a string. */
export function text(value: unknown, name: string): string {
  const found = member(value, name);
  if (typeof found !== 'string') throw new TypeError(`The answer has no ${name}`);
  return found;
}
