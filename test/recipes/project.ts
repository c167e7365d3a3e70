import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RecipeFile } from './recipe.js';

const SOURCES = fileURLToPath(new URL('apps', import.meta.url));

/** Outside of the repository, so that it does not resolve the repository's packages. Kept between runs, because installing takes longest. */
const WORKSHOP = join(tmpdir(), 'wise-link-recipes');

/** The environment without this repository's programs, and without the NODE_ENV that a tool set in this process. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_ENV: _, PATH = '', ...rest } = process.env;
  const programs = PATH.split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return { ...rest, PATH: programs.join(delimiter), NEXT_TELEMETRY_DISABLED: '1', NUXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };
}

const answers = (url: string): Promise<boolean> => fetch(url).then(({ status }) => status < 500, () => false);

/** A new project of a framework, in which a recipe is followed. */
export class Project {
  readonly name: string;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  constructor(name: string) {
    this.name = name;
    this.#folder = join(WORKSHOP, name);
  }

  /** Writes the project and the files of the recipe, and installs the packages and the tarball. */
  async write(files: readonly RecipeFile[], tarball: string): Promise<void> {
    const own = ['src', 'app', 'pages', 'lib', 'server', 'public', 'dist', 'build', '.next', '.nuxt', '.output', '.svelte-kit', '.astro', 'package-lock.json', 'node_modules/wise-link', 'node_modules/.package-lock.json'];
    await Promise.all(own.map((name) => rm(join(this.#folder, name), { recursive: true, force: true })));
    await mkdir(this.#folder, { recursive: true });
    await cp(join(SOURCES, this.name), this.#folder, { recursive: true });
    for (const { path, text } of files) await this.#write(path, text);
    const manifest = JSON.parse(await this.read('package.json')) as { dependencies: Record<string, string> };
    manifest.dependencies['wise-link'] = `file:${tarball}`;
    await this.#write('package.json', JSON.stringify(manifest));
    await this.#run('install', '--no-audit', '--no-fund', '--loglevel=error');
  }

  /** Replaces text in a file, as a reader changes ports. */
  async replace(path: string, change: (text: string) => string): Promise<void> {
    await this.#write(path, change(await this.read(path)));
  }

  build(): Promise<void> {
    return this.#run('run', '--silent', 'build');
  }

  /** Starts the project's server, and waits until its endpoints answer: the first request opens the database, which takes seconds. */
  async start(url: string): Promise<void> {
    const { hostname, port, origin } = new URL(url);
    const env = { ...environment(), NODE_ENV: 'production', PORT: port, HOST: hostname, ORIGIN: origin };
    // A process group, because npm starts the server as a child.
    const server = spawn('npm', ['run', '--silent', 'start'], { cwd: this.#folder, env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#server = server;
    const deadline = Date.now() + 60_000;
    // The server is asked last: a server of an earlier run may answer at the same address.
    do {
      await new Promise((next) => setTimeout(next, 200));
      if (Date.now() > deadline || server.exitCode !== null) throw new Error(`${this.name}: no server answers at ${url}`);
    } while (!(await answers(`${origin}/api/wise/status`)));
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server?.pid || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('close', resolve));
    process.kill(-server.pid);
    await ended;
  }

  /** Reads a file of the project. */
  read(path: string): Promise<string> {
    return readFile(join(this.#folder, path), 'utf8');
  }

  async #write(path: string, text: string): Promise<void> {
    const file = join(this.#folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async #run(...args: string[]): Promise<void> {
    const child = spawn('npm', args, { cwd: this.#folder, env: environment() });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (code !== 0) throw new Error(`npm ${args.join(' ')} ended with ${String(code)}\n${said}`);
  }
}
