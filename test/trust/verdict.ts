// Whether a promise is shown on a commit.
import type { Proof } from './proof.js';
import type { Promised } from './promises.js';

/** A promise with its figure. */
export interface Verdict {
  promised: Promised;
  /** `kept` and `broken` only by a run on this very commit. */
  result: 'kept' | 'broken' | 'not shown';
  figure: string;
}

/** Judges a promise by the newest run of its step. */
export function judge(promised: Promised, proofs: readonly Proof[], commit: string | null): Verdict {
  const runs = proofs.filter((proof) => proof.command === promised.command && proof.name === promised.step);
  const last = runs.toSorted((one, other) => other.at.localeCompare(one.at))[0];
  if (last === undefined) return { promised, result: 'not shown', figure: 'no run' };
  const counted = `${last.passed.toLocaleString('en')} passed, ${last.failed.toLocaleString('en')} failed, ${last.skipped.toLocaleString('en')} skipped`;
  const details = Object.entries(last.details).map(([name, value]) => `; ${name} ${value.toLocaleString('en')}`).join('');
  const figure = `${counted} (${promised.counts}${details})`;
  if (commit === null || last.commit !== commit) return { promised, result: 'not shown', figure: `no run on this commit; ${placeOf(last)}: ${figure}` };
  // A step without a test report counts as one check that passed.
  const isKept = last.failed === 0;
  return { promised, result: isKept ? 'kept' : 'broken', figure };
}

function placeOf({ commit, at }: Proof): string {
  return `${commit === null ? 'with changes that were not committed' : `on ${commit.slice(0, 10)}`}, ${at.slice(0, 10)}`;
}
