import { setTimeout as wait } from 'node:timers/promises';
import type { Finding } from './finding.js';
import { readOptions } from './options.js';
import { printable } from './printable.js';
import { closingLine, count, lineOf } from './report.js';
import { ReportFiles } from './report-files.js';
import { runKit } from './run.js';
import { SetupError } from './setup-error.js';
import { USAGE } from './usage.js';

const say = (text: string): boolean => process.stdout.write(`${text}\n`);
const complain = (text: string): boolean => process.stderr.write(`${text}\n`);

/** `npx wise-link-contract`: the command line of the kit. */
async function main(args: string[]): Promise<number> {
  const findings: Finding[] = [];
  let files: ReportFiles | undefined;
  try {
    const options = readOptions(args, process.env);
    if (options === 'help') {
      say(USAGE.trim());
      return 0;
    }
    files = new ReportFiles(options, new Date());
    const each = (finding: Finding): void => {
      findings.push(finding);
      say(lineOf(finding));
      files?.write(findings, 'The run has not ended.');
    };
    await runKit(options, (seconds) => wait(seconds * 1000), each);
    say(`\n${closingLine(findings)}`);
    const unwritten = files.write(findings);
    for (const reason of unwritten) complain(reason);
    return count(findings, 'failed') > 0 ? 1 : unwritten.length > 0 ? 2 : 0;
  } catch (error) {
    const reason = reasonOf(error);
    files?.write(findings, reason ?? 'The kit stopped with an error of its own.');
    if (reason === undefined) throw error;
    complain(`${reason}\nSee --help.`);
    return 2;
  }
}

/** Why the kit cannot start, or not go on; undefined for an error in the kit itself. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof SetupError ? printable(error.message) : undefined;
}

// A reader that has gone, such as `head`, must not end the run: its reports are not complete.
process.stdout.on('error', () => {});

process.exitCode = await main(process.argv.slice(2));
