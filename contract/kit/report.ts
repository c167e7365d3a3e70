import type { Finding } from './finding.js';

/** A finding in a line, and what there is to say about it below. */
export function lineOf({ name, title, result, found, mend }: Finding): string {
  const below = [found, mend && `→ ${mend}`].filter(Boolean).map((text) => `\n               ${text}`);
  return `${name.padEnd(4)} ${result.padEnd(8)}  ${title}${below.join('')}`;
}

/** How many of each there were. */
export function closingLine(findings: readonly Finding[]): string {
  const count = (result: Finding['result']): number => findings.filter((finding) => finding.result === result).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
