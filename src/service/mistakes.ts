/** Thrown for a configuration that cannot work. Has one sentence for each mistake, and no value of a setting. */
export class Mistakes extends Error {
  override readonly name = 'Mistakes';
  readonly sentences: readonly string[];

  constructor(sentences: readonly string[]) {
    super(`wise-link-server cannot start:\n${sentences.map((sentence) => `- ${sentence}`).join('\n')}`);
    this.sentences = sentences;
  }
}
