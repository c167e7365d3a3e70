import type { Finding } from './finding.js';

/** A finding in one line, with details below. */
export function lineOf({ name, title, result, found, fix }: Finding): string {
  const below = [found, fix && `→ ${fix}`].filter(Boolean).map((text) => `\n               ${text}`);
  return `${name.padEnd(4)} ${result.padEnd(8)}  ${title}${below.join('')}`;
}

/** The number of cases for each result. */
export function closingLine(findings: readonly Finding[]): string {
  const count = (result: Finding['result']): number => findings.filter((finding) => finding.result === result).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
}
