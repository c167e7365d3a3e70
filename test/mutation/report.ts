// Reads Stryker's report.
import { z } from 'zod';

const place = z.object({ line: z.number(), column: z.number() });
const mutant = z.object({ mutatorName: z.string(), replacement: z.string(), status: z.string(), location: z.object({ start: place, end: place }) });
const schema = z.object({ files: z.record(z.string(), z.object({ source: z.string(), mutants: z.array(mutant) })) });

/** A change of the source, and whether a test noticed it. */
export interface Mutant {
  file: string;
  line: number;
  /** The whole line in which it begins. */
  text: string;
  /** The code that is replaced, and what replaces it; white space is one space. */
  code: string;
  becomes: string;
  isKilled: boolean;
}

/** A mutant that ran into an endless loop was noticed. One that does not compile, or that was left out, is none. */
const KILLED: Readonly<Record<string, boolean>> = { Killed: true, Timeout: true, Survived: false, NoCoverage: false };

/** The mutants of a report, in the order of their files and lines. */
export function readReport(json: string): Mutant[] {
  return Object.entries(schema.parse(JSON.parse(json)).files).flatMap(([file, { source, mutants }]) =>
    mutants.flatMap(({ replacement, status, location: { start, end } }) => {
      const isKilled = KILLED[status];
      if (isKilled === undefined) return [];
      const lines = source.split('\n');
      return [{ file, line: start.line, text: short(lines[start.line - 1] ?? ''), code: short(between(lines, start, end)), becomes: short(replacement), isKilled }];
    }),
  );
}

const earlier = z.looseObject({ files: z.record(z.string(), z.looseObject({ mutants: z.array(z.looseObject({ status: z.string() })) })) });

/**
 * The results of an earlier run without the mutants that survived, so that they are tried again. Stryker does not try those again that change
 * what a module does when it is loaded, also if a test was added.
 */
export function withoutSurvivors(json: string): string {
  const results = earlier.parse(JSON.parse(json));
  for (const file of Object.values(results.files)) file.mutants = file.mutants.filter(({ status }) => KILLED[status] !== false);
  return JSON.stringify(results);
}

type Place = z.output<typeof place>;

/** The text between two places, whose lines and columns begin at 1. */
function between(lines: readonly string[], start: Place, end: Place): string {
  const some = lines.slice(start.line - 1, end.line);
  const last = some.length - 1;
  return some.map((line, at) => line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined)).join('\n');
}

const short = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
