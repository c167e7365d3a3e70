/** Thrown for a mistake in the bank's own code. The message is a fixed sentence without any value, and goes to the log. */
export class Misconfigured extends Error {
  override readonly name = 'Misconfigured';
}
