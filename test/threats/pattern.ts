/** A regular expression for a cited title; `…` stands for a value. */
export const patternOf = (title: string): string =>
  title
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
