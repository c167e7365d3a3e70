// The server of the fault matrix.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { callbackPage } from '../../src/callback/page-plugin.js';

/** How the server can fail for a file. */
export type Trouble = 'never' | 'late' | 'refused' | 'missing' | 'nothing' | 'empty' | 'garbage' | 'plain' | 'download';

/** The first script of each page: registers the page with the test. */
const REGISTER = '<script>parent.faults.enter(self)</script>';

/** Serves a bank's page, a page of Wise and the redirect page under /faults/, with the built scripts. */
export function faultPages(): Plugin {
  const troubles = new Map<string, Trouble>();
  const waiting: (() => void)[] = [];
  let count = 0;
  const files = new Map<string, Promise<string>>();
  const once = (name: string, make: () => Promise<string>): Promise<string> => {
    const file = files.get(name) ?? make();
    files.set(name, file);
    return file;
  };

  const bodyOf = async (name: string, origin: string, query: URLSearchParams): Promise<string> => {
    // A new URL, so that a failing script is not loaded from the cache.
    if (name === 'page.html') return bankPage(origin, query, troubles.has('wise-link.js') ? `?${(count += 1)}` : '');
    if (name === 'wise.html') return `<!doctype html><title>Wise</title>${REGISTER}<p>Give access?</p>`;
    if (name === 'wise-link.js') return once(name, () => built('script.ts'));
    return once(name, async () => callbackPage(await built('callback/callback.ts')).html.replace('<head>', `<head>${REGISTER}`));
  };

  const send = async (response: ServerResponse, name: string, origin: string, query: URLSearchParams): Promise<void> => {
    const trouble = troubles.get(name);
    troubles.delete(name);
    // An invalid HTTP response, because browsers retry a closed connection.
    if (trouble === 'refused') return void response.socket?.end('no');
    if (trouble === 'never') return undefined;
    if (trouble === 'late') await new Promise<void>((resolve) => waiting.push(resolve));
    const type = name.endsWith('.js') ? 'text/javascript' : 'text/html';
    const body = trouble === 'empty' ? '' : trouble === 'garbage' ? '<{{{' : await bodyOf(name, origin, query);
    const status = trouble === 'missing' ? 404 : trouble === 'nothing' ? 204 : 200;
    response.writeHead(status, {
      'Content-Type': trouble === 'plain' ? 'text/plain' : `${type}; charset=utf-8`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': name.endsWith('.js') && !trouble ? 'max-age=600' : 'no-store',
      ...(trouble === 'download' && { 'Content-Disposition': 'attachment' }),
    });
    response.end(status === 200 ? body : undefined);
  };

  return {
    name: 'fault-pages',
    configureServer(server) {
      server.middlewares.use('/faults', (request: IncomingMessage, response, next) => {
        const origin = `http://${request.headers.host}`;
        const { pathname, searchParams } = new URL(request.url ?? '/', origin);
        const name = pathname.slice(1);
        if (name === 'next') troubles.set(searchParams.get('file') ?? '', searchParams.get('trouble') as Trouble);
        if (name === 'calm') {
          troubles.clear();
          for (const release of waiting.splice(0)) release();
        }
        if (/^(next|calm)$/.test(name)) response.writeHead(204).end();
        else if (/^(page|wise|callback)\.html$|^wise-link\.js$/.test(name)) void send(response, name, origin, searchParams);
        else next();
      });
    },
  };
}

/** A bank's page as in the README. The query sets the attributes, and how the script is loaded. */
function bankPage(origin: string, query: URLSearchParams, version: string): string {
  const { script = 'last', ...given } = Object.fromEntries(query);
  const attributes = {
    environment: 'sandbox',
    'client-id': 'bank',
    'redirect-uri': `${origin}/faults/callback.html`,
    'authorize-url': `${origin}/faults/wise.html`,
    'exchange-url': '/api/wise/exchange',
    mode: 'popup',
    ...given,
  };
  const text = Object.entries(attributes).map(([name, value]) => `${name}="${value.replaceAll(/["&<]/g, '')}"`);
  const tag = `<script type="module" src="/faults/wise-link.js${version}"></script>`;
  const [head, body] = { first: [tag.replace('type="module" ', ''), ''], twice: ['', tag + tag.replace('.js', '.js?again')] }[script] ?? ['', tag];
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" />${REGISTER}<title>Bank</title>${head}</head>
  <body>
    <wise-link ${text.join(' ')}><a href="/help">Link your Wise account by contacting us</a></wise-link>
    <script>faults.parse(document.querySelector('wise-link'))</script>
    ${body}
  </body>
</html>`;
}

/** A built script. */
async function built(file: 'callback/callback.ts' | 'script.ts'): Promise<string> {
  const entry = fileURLToPath(new URL(`../../src/${file}`, import.meta.url));
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    // The production build of Lit, in any mode of the test runner.
    resolve: { conditions: ['module', 'browser', 'production'] },
    build: { write: false, minify: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'WiseLink' } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error(`src/${file} was not built`);
  return chunk.code;
}
