// What a step of a test command showed, as test/tools/record.mjs writes it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const proof = z.object({
  /** The npm script. */
  command: z.string(),
  /** The step of it. */
  name: z.string(),
  /** The commit on which it ran; null if there were changes that were not committed. */
  commit: z.string().nullable(),
  /** When it ended, in ISO 8601. */
  at: z.iso.datetime(),
  seconds: z.number(),
  passed: z.number(),
  failed: z.number(),
  skipped: z.number(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The result of a step. */
export type Proof = z.output<typeof proof>;

/** The results in a folder; none if there is no such folder. A file that cannot be read counts as no result. */
export function readProofs(folder: string): Proof[] {
  return filesOf(folder).flatMap((file) => {
    try {
      return [proof.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))];
    } catch {
      return [];
    }
  });
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json')).toSorted();
  } catch {
    return [];
  }
}
