import { cases } from './cases/index.js';
import type { Case } from './case.js';
import { Failure, NotChecked } from './finding.js';
import type { Finding } from './finding.js';
import { firstLink } from './first-link.js';
import { openKit } from './kit.js';
import type { Kit } from './kit.js';
import type { Options } from './options.js';
import { concealed } from './concealed.js';
import { SetupError } from './setup-error.js';

/** Runs all cases one after the other and reports each finding. Throws `SetupError`. */
export async function runKit(options: Options, outlast: Kit['outlast'], report: (finding: Finding) => void = () => {}): Promise<Finding[]> {
  const kit = await openKit(options, outlast);
  await mustLink(kit);
  const findings: Finding[] = [];
  for (const each of cases) {
    const finding = await find(each, kit);
    report(finding);
    findings.push(finding);
  }
  return findings;
}

async function mustLink(kit: Kit): Promise<void> {
  try {
    await firstLink(kit);
  } catch (error) {
    throw error instanceof SetupError ? new SetupError(concealed(kit, error.message), { cause: error }) : error;
  }
}

async function find(each: Case, kit: Kit): Promise<Finding> {
  const started = performance.now();
  const outcome = await outcomeOf(each, kit);
  return { name: each.name, title: each.title, ...outcome, seconds: Math.round(performance.now() - started) / 1000 };
}

async function outcomeOf({ rule, fix, run }: Case, kit: Kit): Promise<Pick<Finding, 'result' | 'found' | 'rule' | 'fix'>> {
  try {
    await run(kit);
    return { result: 'passed', found: '', rule: null, fix: '' };
  } catch (error) {
    if (error instanceof NotChecked) return { result: 'skipped', found: `because ${error.message}`, rule: null, fix: '' };
    if (error instanceof Failure) return { result: 'failed', found: concealed(kit, error.message), rule: error.rule ?? rule, fix };
    // Probably not the backend's fault, but the case was not checked, so it must not pass.
    const reason = error instanceof Error ? error.message : String(error);
    return { result: 'failed', found: `the kit stopped with an error: ${concealed(kit, reason)}`, rule: null, fix: '' };
  }
}
