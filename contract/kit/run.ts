import { cases } from './cases/index.js';
import type { Case } from './case.js';
import { Failure, NotChecked } from './finding.js';
import type { Finding } from './finding.js';
import { firstLink } from './first-link.js';
import { openKit } from './kit.js';
import type { Kit } from './kit.js';
import type { Options } from './options.js';

/** Runs all cases one after the other and reports each finding. Throws `SetupError`. */
export async function runKit(options: Options, outlast: Kit['outlast'], report: (finding: Finding) => void = () => {}): Promise<Finding[]> {
  const kit = await openKit(options, outlast);
  await firstLink(kit);
  const findings: Finding[] = [];
  for (const each of cases) {
    const finding = await find(each, kit);
    report(finding);
    findings.push(finding);
  }
  return findings;
}

async function find({ name, title, fix, run }: Case, kit: Kit): Promise<Finding> {
  try {
    await run(kit);
    return { name, title, result: 'passed', found: '', fix: '' };
  } catch (error) {
    if (error instanceof NotChecked) return { name, title, result: 'skipped', found: `not checked: ${error.message}`, fix: '' };
    if (error instanceof Failure) return { name, title, result: 'failed', found: error.message, fix };
    // Probably not the backend's fault, but the case was not checked, so it must not pass.
    const reason = error instanceof Error ? error.message : String(error);
    return { name, title, result: 'failed', found: `the kit stopped with an error: ${reason}`, fix: '' };
  }
}
