import type { Finding } from './finding.js';

const BELOW = `\n${' '.repeat(15)}`;

/** A finding in one line, with details below. */
export function lineOf({ name, title, result, ...details }: Finding): string {
  return `${name.padEnd(4)} ${result.padEnd(8)}  ${title}${detailsOf(details).map((text) => BELOW + text).join('')}`;
}

/** What was found, which sentence of the contract that breaks, and what to change. */
export function detailsOf({ found, rule, fix }: Pick<Finding, 'found' | 'rule' | 'fix'>): string[] {
  return [found, rule ? `contract: “${rule.sentence}” (${rule.at})` : '', fix && `→ ${fix}`].filter(Boolean);
}

/** The number of findings with a result. */
export const count = (findings: readonly Finding[], result: Finding['result']): number => findings.filter((finding) => finding.result === result).length;

/** The number of cases for each result. */
export function closingLine(findings: readonly Finding[]): string {
  return `${count(findings, 'passed')} passed, ${count(findings, 'failed')} failed, ${count(findings, 'skipped')} skipped`;
}
