/** Options are wrong. The message has a sentence for each mistake, each on its own line. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}
