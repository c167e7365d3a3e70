import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { App } from '../frameworks/app.js';
import { Program } from '../support/program.js';
import type { RecipeFile } from './recipe.js';

/** A new project of a framework, in which a recipe is followed. */
export class Project {
  readonly #app: App;
  #server: Program | undefined;

  constructor(name: string) {
    this.#app = new App(name, 'recipes');
  }

  /** Writes the project and the files of the recipe, and installs the packages and the tarball. */
  async write(files: readonly RecipeFile[], tarball: string): Promise<void> {
    await this.#app.install(tarball, async () => {
      for (const { path, text } of files) await this.#write(path, text);
    });
  }

  /** Replaces text in a file, as a reader changes ports. */
  async replace(path: string, change: (text: string) => string): Promise<void> {
    await this.#write(path, change(await this.read(path)));
  }

  build(): Promise<void> {
    return this.#app.script('build');
  }

  /** Starts the project's server, and waits until its endpoints answer: the first request opens the database, which takes seconds. */
  async start(url: string): Promise<void> {
    const { hostname, port, origin } = new URL(url);
    this.#server = new Program('npm run --silent start', this.#app.folder, { NODE_ENV: 'production', PORT: port, HOST: hostname, ORIGIN: origin });
    await this.#server.answers(`${origin}/api/wise/status`);
  }

  /** Stops the server. Returns what it has written. */
  async stop(): Promise<string> {
    await this.#server?.stop();
    return this.#server?.output ?? '';
  }

  /** Reads a file of the project. */
  read(path: string): Promise<string> {
    return readFile(join(this.#app.folder, path), 'utf8');
  }

  async #write(path: string, text: string): Promise<void> {
    const file = join(this.#app.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
