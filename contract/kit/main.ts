import { setTimeout as wait } from 'node:timers/promises';
import { readOptions } from './options.js';
import { closingLine, lineOf } from './report.js';
import { runKit } from './run.js';
import { SetupError } from './setup-error.js';
import { USAGE } from './usage.js';

/** `npm run contract`: the command line of the kit. */
async function main(args: string[]): Promise<number> {
  const say = (text: string): boolean => process.stdout.write(`${text}\n`);
  try {
    const options = readOptions(args);
    if (options === 'help') {
      say(USAGE.trim());
      return 0;
    }
    const findings = await runKit(options, (seconds) => wait(seconds * 1000), (finding) => say(lineOf(finding)));
    say(`\n${closingLine(findings)}`);
    return findings.some(({ result }) => result === 'failed') ? 1 : 0;
  } catch (error) {
    const refused = error instanceof TypeError && error.message === 'fetch failed';
    if (!(error instanceof SetupError) && !refused) throw error;
    const reason = refused ? 'Your backend, or the Wise simulator, cannot be reached.' : error.message;
    process.stderr.write(`${reason}\nSee --help.\n`);
    return 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
