import type { Finding } from './finding.js';
import { count, detailsOf } from './report.js';
import type { RunReport } from './run-report.js';

const NAME = 'wise-link-contract';

/**
 * The report of a run in the JUnit format that Jenkins, GitLab and the test reporters for GitHub read. A run that stopped has an error, so
 * that nobody takes it for one in which no case failed.
 */
export function junit({ backend, at, findings, stopped }: RunReport): string {
  const counts = {
    tests: findings.length + (stopped === undefined ? 0 : 1),
    failures: count(findings, 'failed'),
    errors: stopped === undefined ? 0 : 1,
  };
  const time = seconds(findings.reduce((sum, finding) => sum + finding.seconds, 0));
  // Without a zone, as the schema of Jenkins demands. It is UTC.
  const timestamp = at.toISOString().slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: NAME, ...counts, time })}>`,
    `  <testsuite${attributes({ name: NAME, ...counts, skipped: count(findings, 'skipped'), time, timestamp })}>`,
    `    <properties><property${attributes({ name: 'backend', value: backend })}/></properties>`,
    ...findings.map(testCase),
    ...(stopped === undefined ? [] : [`    <testcase${attributes({ classname: NAME, name: 'All cases are checked', time: 0 })}><error${attributes({ message: stopped })}/></testcase>`]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(finding: Finding): string {
  const tag = `    <testcase${attributes({ classname: NAME, name: `${finding.name} ${finding.title}`, time: seconds(finding.seconds) })}`;
  if (finding.result === 'passed') return `${tag}/>`;
  if (finding.result === 'skipped') return `${tag}><skipped${attributes({ message: finding.found })}/></testcase>`;
  const details = escaped(detailsOf(finding).join('\n'));
  return `${tag}><failure${attributes({ message: finding.found, type: finding.name })}>${details}</failure></testcase>`;
}

const seconds = (value: number): string => value.toFixed(3);

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values).map(([name, value]) => ` ${name}="${escaped(String(value))}"`).join('');

// All characters that XML 1.0 does not allow, and those that its parsers change in an attribute.
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll(/[&<>"'\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`);
