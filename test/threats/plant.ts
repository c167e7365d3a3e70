/** A change to one file of the repository that removes a defense. */
export interface Plant {
  /** The path from the root of the repository. */
  file: string;
  from: string;
  to: string;
}

/** Applies the changes for a file to its text. Throws if one does not match exactly once. */
export function plantInto(file: string, text: string, plants: readonly Plant[]): string {
  return plants
    .filter((plant) => plant.file === file)
    .reduce((code, { from, to }) => {
      if (code.split(from).length !== 2) throw new Error(`${file} must contain exactly once: ${from}`);
      return code.replace(from, () => to);
    }, text);
}
