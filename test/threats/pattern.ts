/** A regular expression for what begins, or goes on, as a title is cited: `…` stands for a value. */
export const patternOf = (title: string): string =>
  title
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
