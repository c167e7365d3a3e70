// Checks the steps of docs/migration.md. `npm run samples` follows them in Wise's own sample.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { followGuide } from '../samples/guide.js';
import { root, snippets } from './pages.js';

/** The files of the sample that the steps delete. */
const OF_SAMPLE = ['pages/wise-redirect.tsx', 'src/popupHandler.ts'];

const page = readFileSync(`${root}docs/migration.md`, 'utf8');
const app = mkdtempSync(join(tmpdir(), 'wise-link-migration-'));
const commands: string[] = [];
const written = (file: string): string => readFileSync(join(app, file), 'utf8');

beforeAll(() => {
  for (const file of OF_SAMPLE) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), '');
  }
  followGuide(page, app, (line) => commands.push(line));
});
afterAll(() => rmSync(app, { recursive: true }));

describe('the steps of docs/migration.md', () => {
  test('install the package, and put its redirect page in the place of the sample’s own', () => {
    expect(commands).toEqual(['npm install wise-link @electric-sql/pglite', 'mkdir -p public', 'cp node_modules/wise-link/dist/cdn/callback.html public/wise-redirect.html']);
    expect(OF_SAMPLE.filter((file) => existsSync(join(app, file)))).toEqual([]);
  });

  test('let the compiler read the exports of the package', () => {
    expect(JSON.parse(written('tsconfig.json'))).toEqual({ compilerOptions: { moduleResolution: 'bundler' } });
  });

  test('ask for no endpoint that no step makes', () => {
    const asked = [...page.matchAll(/(?:-url="|fetch\(')(\/api\/[^'"]+)['"]/g)].map(([, path = '']) => path);
    expect(asked).toEqual(expect.arrayContaining(['/api/wise/exchange', '/api/wise/start', '/api/wise/status', '/api/profile']));
    const isMade = (path: string): boolean => [`pages${path}.ts`, `pages${dirname(path)}/[...path].ts`].some((file) => existsSync(join(app, file)));
    expect(asked.filter((path) => !isMade(path))).toEqual([]);
  });

  test('import only files that a step writes, or the sample’s own ../common', () => {
    const files = ['src/session.ts', 'src/backend.ts', 'pages/api/wise/[...path].ts', 'pages/api/profile.ts', 'pages/index.tsx'];
    const imports = files.flatMap((file) => [...written(file).matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => join(dirname(file), to)));
    expect(imports.filter((to) => !to.startsWith('../common') && !existsSync(join(app, `${to}.ts`)))).toEqual([]);
  });

  test('serve the redirect path, which has no extension, as the .html file and with the headers of docs/set-up.md', async () => {
    const config = createRequire(import.meta.url)(join(app, 'next.config.js')) as NextConfig;
    expect(await config.rewrites()).toEqual([{ source: '/wise-redirect', destination: '/wise-redirect.html' }]);
    const [block = ''] = snippets.filter(({ at, language }) => at.startsWith('docs/set-up.md') && language === 'http').map(({ code }) => code);
    const headers = block.trim().split('\n').filter((line) => !line.startsWith('Content-Type')).map((line) => ({ key: line.split(': ', 1).join(), value: line.replace(/^[^:]*: /, '') }));
    expect(headers).not.toEqual([]);
    expect(await config.headers()).toEqual([{ source: '/wise-redirect', headers }]);
  });
});

/** The used parts of the configuration of Next.js. */
interface NextConfig {
  rewrites(): Promise<unknown>;
  headers(): Promise<unknown>;
}
