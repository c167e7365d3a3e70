/** The median and the quartiles of numbers, as a text: `0.82 (0.79–0.85)`. */
export function spread(values: number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.round((sorted.length - 1) * part)] ?? NaN).toFixed(digits);
  return `${at(0.5)} (${at(0.25)}–${at(0.75)})`;
}
