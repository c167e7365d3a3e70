// Compiles the snippets of the documentation.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { root, type Snippet } from './pages.js';

/** Globals that the snippets use from the reader's own page or backend. */
const GIVEN = `
  import type { Link, WiseLink } from 'wise-link';
  declare global {
    var element: WiseLink;
    var clientId: string, clientSecret: string, redirectUri: string;
    var cert: string, key: string, secret: string, connectionString: string, ssl: boolean, pool: import('pg').Pool;
    var wiseLink: import('wise-link/server').WiseLink, customerId: string;
    function findSession(cookie: string | null): Promise<import('wise-link/server').BankSession | null>;
    function showAccount(link: Link): void;
    function report(code: string, correlationId: string): void;
    var shell: { openWise(url: string): void };
    /** The used parts of Cypress. */
    interface Chain {
      shadow(): Chain;
      find(selector: string): Chain;
      click(): Chain;
      then(next: () => void): Chain;
      should(chainer: string, name: string, value: string): Chain;
    }
    var cy: import('wise-link/testing/cypress').Cy & {
      visit(url: string, options: { onBeforeLoad(window: Window & typeof globalThis): void }): Chain;
      get(selector: string): Chain;
    };
    function it(name: string, test: () => void): void;
    var wiseCallback: (url: string) => boolean;
  }
`;

/** Files that a page imports by URL. */
const SERVED = { '/diagnose.js': ['dist/diagnose/index.d.ts'] };

/**
 * Compiles the snippets as files in one folder, and returns the errors with their positions in the pages. JavaScript snippets
 * are not checked for null.
 */
export async function typeErrors(snippets: readonly Snippet[], { isStrict }: { isStrict: boolean }): Promise<string[]> {
  const folder = `${root}node_modules/.cache/snippets-${isStrict ? 'ts' : 'js'}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/node_modules`, { recursive: true });
  symlinkSync(root, `${folder}/node_modules/wise-link`, 'junction');
  writeFileSync(`${folder}/given.d.ts`, GIVEN);
  const files = new Map(snippets.map((snippet) => [`${snippet.at.replaceAll(/[/:.]/g, '_')}.${snippet.language}`, snippet]));
  for (const [name, { code }] of files) writeFileSync(`${folder}/${name}`, code);
  const compilerOptions = {
    strict: isStrict,
    allowJs: true,
    checkJs: true,
    jsx: 'react-jsx',
    module: 'ESNext',
    moduleResolution: 'bundler',
    moduleDetection: 'force',
    target: 'ES2022',
    lib: ['ESNext', 'DOM', 'DOM.Iterable'],
    types: ['node'],
    skipLibCheck: true,
    noEmit: true,
    // Resolve files as if the snippets were at the root of the repository.
    rootDirs: ['.', root],
    paths: Object.fromEntries(Object.entries(SERVED).map(([address, to]) => [address, to.map((file) => root + file)])),
  };
  writeFileSync(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['given.d.ts', ...files.keys()] }));
  const { stdout } = await promisify(execFile)(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '--pretty', 'false', '-p', folder], { cwd: folder }).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.replace(/^\S*?([\w-]+\.\w+)(?=\()/, (path, file: string) => files.get(file)?.at ?? path));
}
