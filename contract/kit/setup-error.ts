/** The kit cannot begin: an option is missing or wrong, or somebody does not answer. Says nothing about the backend. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}
