/** Thrown if the kit cannot start: an option is missing or wrong, or a server does not answer. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
