import { randomInt } from 'node:crypto';

/** A random one of a list. */
export function oneOf<Value>(values: readonly [Value, ...Value[]]): Value {
  return values[randomInt(values.length)] ?? values[0];
}

/** A random whole number of at least `from` and less than `to`. */
export const between = (from: number, to: number): number => randomInt(from, to);
