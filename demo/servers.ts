import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, type ViteDevServer } from 'vite';
import { callbackPage, type CallbackPage } from '../src/callback/page-plugin.js';
import { Backstage } from './backstage.js';
import { openerPolicy } from './isolation.js';
import { Opening } from './opening.js';
import type * as BankModule from './bank/start.js';
import type { RunningBank } from './bank/start.js';
import type { Log } from 'wise-link/server';
import { startWise } from '../src/simulator/server.js';

// 127.0.0.1 is another site than the bank's localhost, as wise.com is another site than the bank's.
const WISE_PORT = Number(process.env.WISE_PORT ?? 4200);

/** Whether each script of the pages is served as one bundle, which a browser without a cache loads faster. */
const IS_BUNDLED = process.env.BUNDLED === '1';

/** The pause between two emails, in seconds. */
const EMAIL_PAUSE = Number(process.env.EMAIL_PAUSE ?? 60);

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/**
 * The servers of the demo: the Wise simulator on another site, the bank's server under /api, the bundled redirect page,
 * and the file for a script tag.
 */
export function demoServers(): Plugin {
  return {
    name: 'demo-servers',
    apply: 'serve',
    async configureServer(vite) {
      const origin = `http://localhost:${vite.config.server.port}`;
      const wise = await startWise({ port: WISE_PORT, partnerOrigin: origin });
      const backstage = new Backstage(origin, wise.url);
      const bank = new Opening(() => openBank(vite, origin, wise.url, backstage.log));
      // After the server listens, because opening a database takes longer than all else. Until then, calls to the bank wait.
      vite.httpServer?.once('listening', () => bank.opens(vite.config.logger));
      vite.httpServer?.once('close', () => void Promise.all([wise.close(), bank.closes()]));
      vite.middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', origin);
        const policy = openerPolicy(request.headers.cookie, pathname);
        if (policy) response.setHeader('Cross-Origin-Opener-Policy', policy);
        // This page is the redirect URI itself: until the element removes the code from the URL, every request would send it as the referrer.
        if (pathname === '/same-page.html') response.setHeader('Referrer-Policy', 'no-referrer');
        if (pathname.startsWith('/backstage/')) void backstage.answer(request, response);
        else if (pathname.startsWith('/api/')) void bank.answers(request, response);
        else if (pathname === '/wise-callback.html') void sendCallback(response);
        else if (pathname === '/dist/cdn/wise-link.iife.js') void sendClassic(response);
        else if (IS_BUNDLED && /^\/(bank|element|overview)\.ts$/.test(pathname)) void sendBundle(pathname, response);
        else next();
      });
      vite.printUrls = () => {
        vite.config.logger.info(`\n  The bank  ${origin}/\n  Wise      ${wise.url}/\n\n  Press Ctrl+C to stop both.\n`);
      };
    },
    transformIndexHtml(html, { server }) {
      // The pages contain no ports, so that a test can run beside the demo.
      return html
        .replaceAll('__BANK__', `http://localhost:${server?.config.server.port}`)
        .replaceAll('__WISE__', `http://127.0.0.1:${WISE_PORT}`);
    },
  };
}

/** Opens the bank. Vite loads it, and finds the source of `wise-link/server`. Node would look for the built file. */
async function openBank(vite: ViteDevServer, origin: string, wise: string, log: Log): Promise<RunningBank> {
  const { startBank } = (await vite.ssrLoadModule(path('bank/start.ts'))) as typeof BankModule;
  return startBank({
    origin,
    wise: { environment: 'sandbox', apiUrl: wise, authorizeUrl: `${wise}/oauth/authorize/`, clientId: 'bank', clientSecret: 'banksecret' },
    redirectUris: ['/wise-callback.html', '/wise-callback.html?via=query', '/same-page.html'].map((page) => origin + page),
    // Pages without a start-url link too, and then always ask "is this you?".
    requireStart: false,
    log,
    // High limits, because the same two customers use the demo again and again.
    limits: { startsPerHour: 1000, mismatchesPerDay: 1000, wrongCodesPerDay: 1000, emailsPerDay: 1000, emailPauseSeconds: EMAIL_PAUSE },
  });
}

let page: Promise<CallbackPage> | undefined;

async function sendCallback(response: ServerResponse): Promise<void> {
  page ??= bundled('../src/callback/callback.ts').then(callbackPage);
  const { html, contentSecurityPolicy } = await page;
  response
    .writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    })
    .end(html);
}

/** Sends the file for a script tag: the bundled one, or a new build if there is none. */
async function sendClassic(response: ServerResponse): Promise<void> {
  const file = path('../dist/cdn/wise-link.iife.js');
  const script = existsSync(file) ? await readFile(file, 'utf8') : await bundled('../src/script.ts');
  response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(script);
}

const bundles = new Map<string, Promise<string>>();

async function sendBundle(pathname: string, response: ServerResponse): Promise<void> {
  const bundle = bundles.get(pathname) ?? bundled(`site${pathname}`, 'es');
  bundles.set(pathname, bundle);
  response.setHeader('Content-Type', 'text/javascript; charset=utf-8').end(await bundle);
}

/** Bundles a script with all its imports into one file. */
async function bundled(file: string, format: 'iife' | 'es' = 'iife'): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, target: 'es2022', lib: { entry: path(file), formats: [format], name: 'WiseLink' } },
  });
  const [bundle] = Array.isArray(result) ? result : [result];
  const chunk = bundle && 'output' in bundle ? bundle.output[0] : undefined;
  if (!chunk) throw new Error(`${file} was not bundled`);
  return chunk.code;
}
