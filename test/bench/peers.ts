import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The packages that the product is compared with. */
export const PEERS = { '@auth0/auth0-spa-js': '2.28.3' } as const;

const folder = fileURLToPath(new URL('../../node_modules/.cache/bench', import.meta.url));

/** Installs the peers, and returns a script that opens a log-in window with one when `#start` is pressed. */
export async function peerScript(): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, type: 'module', dependencies: PEERS }));
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  writeFileSync(
    `${folder}/auth0.js`,
    `import { Auth0Client } from '@auth0/auth0-spa-js';
const client = new Auth0Client({ domain: 'log-in.example', clientId: 'x', authorizationParams: { redirect_uri: location.origin } });
document.querySelector('#start').addEventListener('click', () => void client.loginWithPopup().catch(() => {}));`,
  );
  const result = await build({ configFile: false, root: folder, logLevel: 'silent', build: { write: false, target: 'es2022', lib: { entry: `${folder}/auth0.js`, formats: ['iife'], name: 'peer' } } });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error('The peer was not bundled');
  return chunk.code;
}
