import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FRAMEWORKS, type Framework } from './frameworks.js';

const SOURCES = fileURLToPath(new URL('apps', import.meta.url));

/** Outside of the repository, so that it does not resolve the repository's packages. Kept between runs, because installing takes longest. */
const WORKSHOP = join(tmpdir(), 'wise-link-frameworks');

/** The environment without this repository's programs, and without the NODE_ENV that Vite set in this process. */
const environment = (): NodeJS.ProcessEnv => {
  const { NODE_ENV: _, PATH = '', ...rest } = process.env;
  const programs = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...rest, PATH: programs.join(delimiter), NG_CLI_ANALYTICS: 'false' };
};

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** A small application of one framework, with the package installed as a partner installs it. */
export class App {
  /** The name of its sources. */
  readonly name: string;
  /** The framework and its version. */
  title: string;
  readonly folder: string;
  readonly #framework: Framework;

  constructor(name: string) {
    const framework = FRAMEWORKS[name];
    if (!framework) throw new Error(`There is no application ${name}. There is ${Object.keys(FRAMEWORKS).join(', ')}.`);
    this.#framework = framework;
    this.name = framework.app ?? name;
    this.title = framework.title;
    this.folder = join(WORKSHOP, name);
  }

  get site(): string {
    return join(this.folder, 'dist');
  }

  /** Installs the application's packages and the tarball. */
  async install(tarball: string): Promise<void> {
    const own = ['src', 'dist', 'server', 'package-lock.json', 'node_modules/wise-link', 'node_modules/.package-lock.json'];
    await Promise.all(own.map((name) => rm(join(this.folder, name), { recursive: true, force: true })));
    await mkdir(this.folder, { recursive: true });
    await cp(join(SOURCES, this.name), this.folder, { recursive: true });
    const manifest = await this.#manifest();
    const { shows, versions = {} } = this.#framework;
    for (const [name, version] of Object.entries(versions)) (name in manifest.dependencies ? manifest.dependencies : manifest.devDependencies)[name] = version;
    if (shows) this.title = `${this.#framework.title} ${manifest.dependencies[shows]}`;
    manifest.dependencies['wise-link'] = `file:${tarball}`;
    await writeFile(join(this.folder, 'package.json'), JSON.stringify(manifest));
    await this.#run('npm', 'install', '--no-audit', '--no-fund', '--loglevel=error');
    // Partners with Angular copy this file.
    if (this.name === 'angular') await cp(join(this.folder, 'node_modules/wise-link/frameworks/wise-link.directive.ts'), join(this.folder, 'src/wise-link.directive.ts'));
  }

  /** Whether package.json has a script of this name. */
  async has(script: string): Promise<boolean> {
    return script in (await this.#manifest()).scripts;
  }

  /** Runs a script of package.json. Throws its output if it fails. */
  script(name: string): Promise<void> {
    return this.#run('npm', 'run', '--silent', name);
  }

  async #manifest(): Promise<Manifest> {
    return JSON.parse(await readFile(join(this.folder, 'package.json'), 'utf8')) as Manifest;
  }

  async #run(command: string, ...args: string[]): Promise<void> {
    const child = spawn(command, args, { cwd: this.folder, shell: process.platform === 'win32', env: environment() });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${said}`);
  }
}
