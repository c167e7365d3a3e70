/** One environment variable of `wise-link-server`. */
export interface Setting {
  /** The name of the variable. A secret can also be in a file, which the variable with `_FILE` at its end names. */
  readonly name: string;
  /** What it is, in one sentence. */
  readonly what: string;
  readonly isSecret?: true;
  /** The default; or true if there must be a value. Without it, the setting is optional. */
  readonly fallback?: string | true;
  /** The option of `createWiseLink` that it becomes, if it does: mistakes in it name this option. */
  readonly option?: string;
}
