// Compares the mutants that survived with the list of those that no test can kill.
import type { Mutant } from './report.js';

/** A mutant that may survive. */
export interface Survivor {
  file: string;
  /** The whole line in which it begins. */
  line: string;
  /** The code that is replaced, and what replaces it. */
  code: string;
  becomes: string;
  /** Why no test can notice it. */
  why: string;
}

/** What the tests of some files are worth. */
export interface Verdict {
  killed: number;
  /** Those that survived and are listed. */
  listed: number;
  /** The share that was killed, in percent; 100 if there are none. */
  score: number;
  /** Survivors that are not listed, entries of the list that no survivor has, and a score that is too low. */
  faults: string[];
}

/** The lowest score of a part, in percent. */
export const LOWEST = 92;

/** Judges the mutants of a part. The list may also have those of other files, which do not count. */
export function judge(mutants: readonly Mutant[], list: readonly Survivor[]): Verdict {
  const survivors = mutants.filter(({ isKilled }) => !isKilled);
  const files = new Set(mutants.map(({ file }) => file));
  const isSame = (mutant: Mutant, { file, line, code, becomes }: Survivor): boolean =>
    mutant.file === file && mutant.text === line && mutant.code === code && mutant.becomes === becomes;
  const unlisted = survivors.filter((mutant) => !list.some((entry) => isSame(mutant, entry)));
  const stale = list.filter((entry) => files.has(entry.file) && !survivors.some((mutant) => isSame(mutant, entry)));
  const killed = mutants.length - survivors.length;
  const score = mutants.length === 0 ? 100 : (100 * killed) / mutants.length;
  const faults = [
    ...unlisted.map(({ file, line, text, code, becomes }) => `${file}:${line} survived and is not listed\n  in: ${text}\n  code: ${code}\n  becomes: ${becomes}`),
    ...stale.map(({ file, line, becomes }) => `${file} is listed, but no longer survives\n  in: ${line}\n  becomes: ${becomes}`),
    ...(score < LOWEST ? [`The score is ${score.toFixed(1)} %, less than ${LOWEST} %`] : []),
  ];
  return { killed, listed: survivors.length - unlisted.length, score, faults };
}
