import { cases } from './cases/index.js';
import type { Case } from './case.js';
import { Failure, NotChecked } from './finding.js';
import type { Finding } from './finding.js';
import { firstLink } from './first-link.js';
import { openKit } from './kit.js';
import type { Kit } from './kit.js';
import type { Options } from './options.js';

/** Runs all cases, one after the other, and tells of each as soon as it is known. Throws a SetupError. */
export async function runKit(options: Options, outlast: Kit['outlast'], tell: (finding: Finding) => void = () => {}): Promise<Finding[]> {
  const kit = await openKit(options, outlast);
  await firstLink(kit);
  const findings: Finding[] = [];
  for (const each of cases) {
    const finding = await find(each, kit);
    tell(finding);
    findings.push(finding);
  }
  return findings;
}

async function find({ name, title, mend, run }: Case, kit: Kit): Promise<Finding> {
  try {
    await run(kit);
    return { name, title, result: 'passed', found: '', mend: '' };
  } catch (error) {
    if (error instanceof NotChecked) return { name, title, result: 'skipped', found: `not checked: ${error.message}`, mend: '' };
    if (error instanceof Failure) return { name, title, result: 'failed', found: error.message, mend };
    // Not the backend's fault, as far as is known, but nothing was shown either, and that must not pass for a success.
    const reason = error instanceof Error ? error.message : String(error);
    return { name, title, result: 'failed', found: `the kit could not go on: ${reason}`, mend: '' };
  }
}
