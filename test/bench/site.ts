import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync } from 'node:zlib';

/** A running web server. */
export interface Site {
  url: string;
  close(): void;
}

/** Serves pages and scripts by path, compressed as a bank would. A page whose path has `isolated` sends COOP. */
export async function startSite(files: ReadonlyMap<string, string>, host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<Site> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site.example');
    response.writeHead(files.has(pathname) ? 200 : 404, {
      'Content-Type': pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8',
      'Content-Encoding': 'br',
      'Cache-Control': 'no-store',
      ...(pathname.includes('isolated') && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
    });
    response.end(brotliCompressSync(files.get(pathname) ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
