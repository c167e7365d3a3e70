import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

/** Serves MSW's own worker file, so that the repository needs no copy that could become outdated. */
export function mswWorker(): Plugin {
  const file = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  return {
    name: 'msw-worker',
    configureServer(server) {
      server.middlewares.use('/mockServiceWorker.js', (_request, response, next) => {
        readFile(file).then((body) => response.setHeader('Content-Type', 'text/javascript').end(body), next);
      });
    },
  };
}
