import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const FOLDER = path('../../node_modules/.cache/contract-tools');
const windows = process.platform === 'win32';

/** The folder with the pinned tools and copies of the contract and of the internal API. */
export class Workshop {
  readonly versions: Readonly<Record<string, string>>;
  // The tools’ own Node comes first: some need a newer one than this repository.
  readonly #env = { ...process.env, PATH: [join(FOLDER, 'node_modules/.bin'), process.env.PATH].join(delimiter), REDOCLY_TELEMETRY: 'off', SCARF_ANALYTICS: 'false' };

  /** Installs the tools; throws if that fails. */
  constructor() {
    mkdirSync(FOLDER, { recursive: true });
    for (const name of ['package.json', 'spectral.yaml', 'tsconfig.json']) copyFileSync(path(name), join(FOLDER, name));
    for (const name of ['openapi.json', 'internal-api.json']) copyFileSync(path(`../../contract/${name}`), join(FOLDER, name));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: FOLDER, stdio: 'inherit', shell: windows });
    this.versions = (JSON.parse(readFileSync(path('package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies;
  }

  write(name: string, text: string): void {
    writeFileSync(join(FOLDER, name), text);
  }

  read(name: string): string {
    return readFileSync(join(FOLDER, name), 'utf8');
  }

  /** Runs a tool, and returns what it prints; throws with that if it fails. */
  run(tool: string, ...args: string[]): string {
    return execFileSync(tool, args, { cwd: FOLDER, env: this.#env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: windows });
  }

  start(tool: string, ...args: string[]): ChildProcess {
    return spawn(tool, args, { cwd: FOLDER, env: this.#env, stdio: 'ignore', shell: windows });
  }

  /** The exports of an installed package. */
  async load(name: string): Promise<unknown> {
    return import(pathToFileURL(createRequire(join(FOLDER, 'package.json')).resolve(name)).href);
  }
}
