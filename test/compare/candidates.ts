// The packages that are compared: how each is installed and bundled.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { packed } from '../support/packed.js';

const APPS = fileURLToPath(new URL('apps', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/compare', import.meta.url));

/** The product, and then the peers. Each name is that of a folder in `apps`. */
export const NAMES = ['wise-link', 'oidc-client-ts', 'msal-browser', 'auth0-spa-js', 'react-use-oauth2'] as const;

/** A package that is compared. */
export type Name = (typeof NAMES)[number];

/** A candidate with its built scripts. */
export interface Candidate {
  name: Name;
  /** The built scripts by their paths. */
  scripts: ReadonlyMap<string, string>;
  /** The redirect page of the package itself, if it has one. */
  redirectPage: string | undefined;
}

/** The packages of a peer, with exact versions. */
export function packagesOf(name: Name): Record<string, string> {
  return (JSON.parse(readFileSync(join(APPS, name, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }).dependencies;
}

/** Installs a candidate in a cache folder, the product from a tarball of the last build, and bundles its pages. */
export async function prepare(name: Name): Promise<Candidate> {
  const folder = join(CACHE, name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(APPS, name), folder, { recursive: true });
  if (name === 'wise-link') withTarball(folder);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--no-package-lock', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  const input = Object.fromEntries(['page', 'redirect', 'relay'].flatMap((page) => (exists(join(folder, `${page}.js`)) ? [[page, join(folder, `${page}.js`)]] : [])));
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', modulePreload: false, rollupOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' } } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  if (!bundle || !('output' in bundle)) throw new Error(`${name} was not bundled`);
  const scripts = new Map(bundle.output.flatMap((file) => (file.type === 'chunk' ? [[`/${file.fileName}`, file.code]] : [])));
  return { name, scripts, redirectPage: name === 'wise-link' ? readFileSync(join(folder, 'node_modules/wise-link/dist/cdn/callback.html'), 'utf8') : undefined };
}

function withTarball(folder: string): void {
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
  const packing = mkdtempSync(join(tmpdir(), 'wise-link-compare-'));
  try {
    cpSync(packed(packing, { build: false }), join(folder, 'wise-link.tgz'));
  } finally {
    rmSync(packing, { recursive: true });
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies: { 'wise-link': 'file:wise-link.tgz' } }));
}

function exists(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
