import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** The globals that the source uses. Each is read from the simulated page. */
const GLOBALS = `
  AbortController AbortSignal BroadcastChannel DOMException Date Event Headers TextDecoder URL URLSearchParams addEventListener
  btoa clearInterval clearTimeout close crypto document fetch history localStorage location matchMedia
  navigator opener outerHeight outerWidth parent performance queueMicrotask screen screenX screenY self
  sessionStorage setInterval setTimeout window
`.trim().split(/\s+/);

/** A change to one source file that plants a bug. */
export interface Plant {
  file: string;
  from: string;
  to: string;
}

/** The source as two scripts: for a page with the element, and for the redirect page. */
export interface Source {
  bank: string;
  callback: string;
}

/** Bundles the source, with the planted bugs. */
export async function bundle(...plants: Plant[]): Promise<Source> {
  const [bank, callback] = await Promise.all([script(path('stand-in/bank-page.ts'), plants), script(path('../../src/callback/callback.ts'), plants)]);
  return { bank, callback };
}

async function script(entry: string, plants: Plant[]): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: path('../..'),
    define: Object.fromEntries(GLOBALS.map((name) => [name, `$page.${name}`])),
    plugins: [standIns(plants)],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      lib: { entry, formats: ['cjs'], fileName: 'script' },
    },
  });
  const [{ output: [chunk] }] = [built].flat() as [Rolldown.RolldownOutput];
  return chunk.code;
}

/** Replaces Lit, the card and the page's language, so that nothing is rendered. */
const standIns = (plants: Plant[]): Plugin => ({
  name: 'stand-ins',
  enforce: 'pre',
  resolveId: (id) => {
    if (id === '@lit/reactive-element') return path('stand-in/lit.ts');
    if (id.endsWith('/view/card.js')) return path('stand-in/card.ts');
    return id.endsWith('/language.js') ? path('stand-in/language.ts') : undefined;
  },
  load(id) {
    const here = plants.filter(({ file }) => id === path(`../../src/${file}`));
    if (here.length === 0) return undefined;
    return here.reduce((code, { file, from, to }) => {
      if (code.split(from).length !== 2) throw new Error(`src/${file} must contain this text exactly once: ${from}`);
      return code.replace(from, () => to);
    }, readFileSync(id, 'utf8'));
  },
});
