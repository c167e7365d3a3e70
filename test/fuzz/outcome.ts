// Runs code that may throw a LinkError.
import assert from 'node:assert/strict';
import { LinkError } from '../../src/errors.js';

/** The value of a call, or its error. */
export type Outcome<T, E> = { value: T; error?: undefined } | { value?: undefined; error: E };

/** Calls a function that may throw only a LinkError. */
export const read = <T>(call: () => T): Outcome<T, LinkError> => outcome(call, asRead);

export function outcome<T, E>(call: () => T, thrown: (cause: unknown) => E): Outcome<T, E> {
  let value: T;
  try {
    value = call();
  } catch (cause) {
    return { error: thrown(cause) };
  }
  return { value };
}

/** Returns the thrown LinkError. Checks that its message is short and contains no input. */
export function asRead(cause: unknown): LinkError {
  assert(cause instanceof LinkError, `threw ${String(cause)}`);
  assert(cause.message.length < 300, 'a long message');
  return cause;
}
