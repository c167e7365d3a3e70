import type { MiddlewareHandler } from 'hono';
import type { WiseEnv } from './env.js';

/**
 * Refuses requests whose `Host` is neither a loopback name nor one of `names`. A page of another site could otherwise reach
 * the simulator under its own name (DNS rebinding), and read tokens and emails.
 */
export function allowedHostsOnly(names: readonly string[]): MiddlewareHandler<WiseEnv> {
  const allowed = new Set(names.map((name) => name.toLowerCase()));
  return async (c, next) => {
    const host = hostName(c.req.header('Host') ?? new URL(c.req.url).host);
    if (host !== undefined && (isLoopback(host) || allowed.has(host))) return next();
    c.get('log')(`${c.req.method} 403: the Host header is not a loopback name; --allowed-host adds a name`);
    return c.text('The simulator answers at loopback names only. Start it with --allowed-host NAME to add a name.', 403);
  };
}

function hostName(host: string): string | undefined {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
