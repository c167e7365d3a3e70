/** A change to one file of the repository, for a copy that lacks a defense. */
export interface Plant {
  /** From the root of the repository. */
  file: string;
  from: string;
  to: string;
}

/** The text of a file with the changes that are meant for it. Throws where one of them does not fit. */
export function plantInto(file: string, text: string, plants: readonly Plant[]): string {
  return plants
    .filter((plant) => plant.file === file)
    .reduce((code, { from, to }) => {
      if (code.split(from).length !== 2) throw new Error(`${file} does not hold just once: ${from}`);
      return code.replace(from, () => to);
    }, text);
}
