import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright';
import { chromiumArgs } from './browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

// A partner does not have the programs of this repository.
const env = { ...process.env, PATH: (process.env.PATH ?? '').split(delimiter).filter((one) => !one.includes('node_modules')).join(delimiter) };

/** An empty folder of a partner outside of the repository, where `npm install wise-link` installs the package made from this commit. */
export class FreshProject {
  readonly #parent = mkdtempSync(join(tmpdir(), 'wise-link-project-'));
  readonly folder = join(this.#parent, 'bank');
  readonly #tarball: string;
  #programs: ChildProcess[] = [];

  /** Builds and packs the package. */
  constructor() {
    mkdirSync(this.folder);
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' });
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', this.#parent], { cwd: root });
    this.#tarball = join(this.#parent, readdirSync(this.#parent).find((name) => name.endsWith('.tgz')) ?? '');
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.folder, name), content);
  }

  append(name: string, content: string): void {
    appendFileSync(join(this.folder, name), content);
  }

  /** Runs a command line of a page. Throws with its output if it fails. */
  run(line: string): void {
    const command = line.replace(/(?<=^npm install .*)\bwise-link\b/, this.#tarball);
    try {
      execFileSync(command, { cwd: this.folder, env, shell: true, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (cause) {
      const { stdout, stderr } = cause as { stdout: string; stderr: string };
      throw new Error(`${line}\n${stdout}${stderr}`, { cause });
    }
  }

  /** Starts command lines of a page, each in its own process, and waits until these URLs answer. */
  async start(lines: readonly string[], urls: readonly string[]): Promise<void> {
    for (const line of lines) this.#programs.push(spawn(line, { cwd: this.folder, env, shell: true, detached: true, stdio: ['ignore', 'ignore', 'inherit'] }));
    for (const url of urls) await answers(url);
  }

  /** Ends what `start` started. */
  async stop(): Promise<void> {
    const ended = this.#programs.map((program) => new Promise((resolve) => program.once('close', resolve)));
    for (const { pid } of this.#programs) if (pid) process.kill(-pid);
    this.#programs = [];
    await Promise.all(ended);
  }

  remove(): void {
    rmSync(this.#parent, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + 60_000; !(await fetch(url).catch(() => undefined)); await wait(50)) {
    if (Date.now() > deadline) throw new Error(`No server answers at ${url}`);
  }
}

/** Chromium as partners' customers have it, with its popup blocker. */
export function launchChromium(): Promise<Browser> {
  const { CHROME_PATH } = process.env;
  return chromium.launch({ ...(CHROME_PATH ? { executablePath: CHROME_PATH } : { channel: 'chromium' }), args: chromiumArgs, ignoreDefaultArgs: ['--disable-popup-blocking'] });
}

const began = performance.now();
/** Prints what was done, and when. */
export const report = (step: string): unknown => process.stdout.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${step}\n`);
