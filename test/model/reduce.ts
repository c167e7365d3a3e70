import type { Row } from './row.js';
import { PLAIN, type Setting } from './setting.js';

/** Reduces a failing schedule: removes every step and every special setting that is not needed for the failure. */
export function reduced(row: Row, fails: (row: Row) => boolean): Row {
  let best = row;
  const improves = (shorter: Row): boolean => {
    const isBetter = fails(shorter);
    if (isBetter) best = shorter;
    return isBetter;
  };
  for (let before = Infinity; best.steps.length < before; ) {
    before = best.steps.length;
    for (let size = Math.ceil(before / 2); size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
      for (let start = best.steps.length - size; start >= 0; start -= 1) {
        const steps = best.steps.toSpliced(start, size);
        [steps, ...(size === 1 ? renumbered(steps) : [])].some((shorter) => improves({ ...best, steps: shorter }));
      }
    }
  }
  for (const name of Object.keys(best.setting) as (keyof Setting)[]) {
    const { [name]: value, ...setting } = best.setting;
    if (value === PLAIN[name]) best = { ...best, setting };
    else improves({ ...best, setting });
  }
  return best;
}

/** Variants in which the numbers of tabs and elements close the gap of a removed one. */
const renumbered = (steps: string[]): string[][] =>
  ['tab', 'element'].flatMap((thing) =>
    [1, 2, 3, 4, 5].map((gone) => steps.map((step) => step.replace(new RegExp(`${thing} (\\d+)`), (_, number) => `${thing} ${number - Number(number > gone)}`))),
  );
