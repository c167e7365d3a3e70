import { cp, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { App } from '../frameworks/app.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The bundlers, by the names of their folders. */
export const NAMES = await readdir(path('apps'));

/** The packages of a bundler, with exact versions. */
export async function packagesOf(name: string): Promise<Record<string, string>> {
  const { devDependencies } = JSON.parse(await readFile(path(`apps/${name}/package.json`), 'utf8')) as { devDependencies: Record<string, string> };
  return devDependencies;
}

/** A bundler, in a folder where it is installed with the package. */
export class Bundler {
  readonly #app: App;

  constructor(name: string) {
    this.#app = new App(name, 'bundlers');
  }

  /** The folder of the built page. */
  get site(): string {
    return this.#app.site;
  }

  async install(tarball: string): Promise<void> {
    await this.#app.install(tarball);
    await cp(path('site'), this.#app.folder, { recursive: true });
  }

  /** Whether the bundler is run with this script. */
  has(script: string): Promise<boolean> {
    return this.#app.has(script);
  }

  /** Bundles the page with a script of package.json, in production by default. The entry is a file of `site`. */
  async build(script = 'build', entry = 'main.js'): Promise<void> {
    const { folder, site } = this.#app;
    await rm(site, { recursive: true, force: true });
    await cp(path(`site/${entry}`), join(folder, 'main.js'));
    await this.#app.script(script);
    // Some bundlers build scripts only, not pages.
    await cp(path('site/index.html'), join(site, 'index.html'), { force: false });
  }

  /** The size of all built scripts in bytes, each at the best brotli compression. */
  async size(): Promise<number> {
    const files = (await readdir(this.site, { recursive: true })).filter((file) => file.endsWith('.js'));
    const sizes = await Promise.all(files.map(async (file) => brotliCompressSync(await readFile(join(this.site, file))).length));
    return sizes.reduce((sum, size) => sum + size, 0);
  }
}
