import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.js';
import { FRAMEWORKS, type Framework } from './frameworks.js';

const sources = (kind: Kind): string => fileURLToPath(new URL(`../${kind}/apps`, import.meta.url));

/** Outside of the repository, so that it does not resolve the repository's packages. Kept between runs, because installing takes longest. */
const workshop = (kind: Kind): string => join(tmpdir(), `wise-link-${kind}`);

/** The folder of `test` that has the application. */
type Kind = 'frameworks' | 'bundlers' | 'recipes';

/** What a run writes: the sources, and what builds make of them. The other packages stay installed. */
const WRITTEN = ['src', 'app', 'pages', 'lib', 'server', 'public', 'dist', 'build', '.next', '.nuxt', '.output', '.svelte-kit', '.astro', 'package-lock.json', 'node_modules/wise-link', 'node_modules/.package-lock.json'];

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

/** A small application of one framework, bundler or recipe, with the package installed as a partner installs it. */
export class App {
  /** The name of its sources. */
  readonly name: string;
  /** The framework and its version. */
  title: string;
  readonly folder: string;
  readonly #kind: Kind;
  readonly #framework: Framework;

  constructor(name: string, kind: Kind = 'frameworks') {
    const framework: Framework | undefined = kind === 'frameworks' ? FRAMEWORKS[name] : { title: name };
    if (!framework) throw new Error(`There is no application ${name}. There is ${Object.keys(FRAMEWORKS).join(', ')}.`);
    this.#kind = kind;
    this.#framework = framework;
    this.name = framework.app ?? name;
    this.title = framework.title;
    this.folder = join(workshop(kind), name);
  }

  get site(): string {
    return join(this.folder, 'dist');
  }

  /** Copies the sources, lets `change` add others, and installs the application's packages and the tarball. */
  async install(tarball: string, change?: () => Promise<void>): Promise<void> {
    await Promise.all(WRITTEN.map((name) => rm(join(this.folder, name), { recursive: true, force: true })));
    await mkdir(this.folder, { recursive: true });
    await cp(join(sources(this.#kind), this.name), this.folder, { recursive: true });
    await change?.();
    const manifest = await this.#manifest();
    const { shows, versions = {} } = this.#framework;
    for (const [name, version] of Object.entries(versions)) (name in manifest.dependencies ? manifest.dependencies : manifest.devDependencies)[name] = version;
    if (shows) this.title = `${this.#framework.title} ${manifest.dependencies[shows]}`;
    manifest.dependencies['wise-link'] = `file:${tarball}`;
    await writeFile(join(this.folder, 'package.json'), JSON.stringify(manifest));
    await run('npm install --no-audit --no-fund --loglevel=error', this.folder);
    // Partners with Angular copy this file.
    if (this.name === 'angular') await cp(join(this.folder, 'node_modules/wise-link/frameworks/wise-link.directive.ts'), join(this.folder, 'src/wise-link.directive.ts'));
  }

  /** Whether package.json has a script of this name. */
  async has(script: string): Promise<boolean> {
    return script in (await this.#manifest()).scripts;
  }

  /** Runs a script of package.json. Throws its output if it fails. */
  script(name: string): Promise<void> {
    return run(`npm run --silent ${name}`, this.folder);
  }

  async #manifest(): Promise<Manifest> {
    return JSON.parse(await readFile(join(this.folder, 'package.json'), 'utf8')) as Manifest;
  }
}
