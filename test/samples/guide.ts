import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A step of the guide: a file with its text, commands, a deleted file, or an option of the compiler. */
const STEP = /`(?<file>[^`\n]+)`[^`\n]*:\n\n```\w+\n(?<text>.*?)```|```sh\n(?<commands>.*?)```|[Dd]elete `(?<gone>[^`\n]+)`|set `(?<option>\w+)` in `tsconfig\.json` to `(?<value>\w+)`/gs;

/** The steps of docs/migration.md that change files. */
const section = (page: string): string => /^## Change over\n(.*?)^## /ms.exec(page)?.[1] ?? '';

/**
 * Follows docs/migration.md in a sample's folder: writes and deletes its files, and runs its commands. Returns what was done, in order. Throws if
 * the page has no such steps.
 */
export function followGuide(page: string, app: string, run: (command: string) => void): string[] {
  const done = [...section(page).matchAll(STEP)].map(({ groups = {} }) => {
    const { file, text = '', commands, gone, option, value } = groups;
    if (file !== undefined) {
      mkdirSync(dirname(join(app, file)), { recursive: true });
      writeFileSync(join(app, file), text);
      return `wrote ${file}`;
    }
    if (gone !== undefined) {
      rmSync(join(app, gone));
      return `deleted ${gone}`;
    }
    if (option !== undefined) {
      setCompilerOption(join(app, 'tsconfig.json'), option, value);
      return `set ${option} to ${value}`;
    }
    const lines = (commands ?? '').trim().split('\n');
    lines.forEach(run);
    return lines.join(', ');
  });
  if (done.length === 0) throw new Error('docs/migration.md has no steps that this script can follow');
  return done;
}

/** Next.js completes the file when it builds. */
function setCompilerOption(file: string, option: string, value: unknown): void {
  const config = JSON.parse(existsSync(file) ? readFileSync(file, 'utf8') : '{}') as { compilerOptions?: object };
  writeFileSync(file, JSON.stringify({ ...config, compilerOptions: { ...config.compilerOptions, [option]: value } }));
}
