import assert from 'node:assert/strict';
import { LinkError } from '../../src/errors.js';

/** What a call gave, or what it threw. */
export type Outcome<T, E> = { value: T; error?: undefined } | { value?: undefined; error: E };

/** Calls what may throw a LinkError and nothing else. */
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

/** What was thrown, if it may be: its message tells a developer little, and nobody much. */
export function asRead(cause: unknown): LinkError {
  assert(cause instanceof LinkError, `threw ${String(cause)}`);
  assert(cause.message.length < 300, 'a long message');
  return cause;
}
