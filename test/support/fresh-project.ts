import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packed } from './packed.js';
import { Program } from './program.js';
import { run } from './run.js';

/** An empty folder of a partner outside of the repository, where `npm install wise-link` installs the package made from this commit. */
export class FreshProject {
  readonly #parent = mkdtempSync(join(tmpdir(), 'wise-link-project-'));
  readonly folder = join(this.#parent, 'bank');
  readonly #tarball: string;
  #programs: Program[] = [];

  /** Builds and packs the package. */
  constructor() {
    mkdirSync(this.folder);
    this.#tarball = packed(this.#parent);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  append(name: string, content: string): void {
    appendFileSync(join(this.folder, name), content);
  }

  /** Runs a command line of a page. Throws its output if it fails. */
  run(line: string): Promise<void> {
    return run(line.replace(/(?<=^npm install .*)\bwise-link\b/, this.#tarball), this.folder);
  }

  /** Starts command lines of a page, each in its own process, and waits until these URLs answer, in the same order. */
  async start(lines: readonly string[], urls: readonly string[]): Promise<void> {
    this.#programs = lines.map((line) => new Program(line, this.folder));
    for (const [at, program] of this.#programs.entries()) await program.answers(urls[at] ?? '');
  }

  /** Ends what `start` started. */
  async stop(): Promise<void> {
    const programs = this.#programs;
    this.#programs = [];
    await Promise.all(programs.map((program) => program.stop()));
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}
