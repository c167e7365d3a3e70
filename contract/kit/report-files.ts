import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Finding } from './finding.js';
import { jsonReport } from './json-report.js';
import { junit } from './junit.js';
import type { Options } from './options.js';
import type { RunReport } from './run-report.js';
import { SetupError } from './setup-error.js';

/** The files of `--junit` and `--json`. They say that the run stopped until it has ended, so that a report of a killed or earlier run cannot pass. */
export class ReportFiles {
  readonly #files: readonly { option: string; path: string; write: (report: RunReport) => string }[];
  readonly #run: Pick<RunReport, 'backend' | 'at'>;

  /** Writes the files for the first time. Throws `SetupError` if it cannot. */
  constructor({ junitFile, jsonFile, exchangeUrl }: Options, at: Date) {
    this.#run = { backend: exchangeUrl.origin + exchangeUrl.pathname, at };
    this.#files = [
      ...(junitFile === undefined ? [] : [{ option: '--junit', path: junitFile, write: junit }]),
      ...(jsonFile === undefined ? [] : [{ option: '--json', path: jsonFile, write: jsonReport }]),
    ];
    const [failure] = this.write([], 'The run has not ended.');
    if (failure !== undefined) throw new SetupError(failure);
  }

  /** Writes all files. The reasons why some could not be written. */
  write(findings: readonly Finding[], stopped?: string): string[] {
    return this.#files.flatMap(({ option, path, write }) => {
      try {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, write({ ...this.#run, findings, stopped }));
        return [];
      } catch (error) {
        return [`The file of ${option} cannot be written: ${error instanceof Error && 'code' in error ? String(error.code) : String(error)}.`];
      }
    });
  }
}
