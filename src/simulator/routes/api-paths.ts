// Which requests are for the API, and not for a customer's page.
import type { Context, MiddlewareHandler } from 'hono';
import type { WiseEnv } from '../env.js';

/** The version prefix of Wise's API, such as `/2026Q3`. A new one comes each quarter (Wise docs, global versioning). */
const VERSION = '/:version{[0-9]{4}Q[1-4]}';

/** The paths of an endpoint: the given ones, and the last with the version prefix in place of `/v1` or `/v2`. */
export function withVersion(...paths: readonly [string, ...string[]]): string[] {
  return [...paths, `${VERSION}${paths.at(-1)?.replace(/^\/v\d/, '')}`];
}

/** A route of a page or of the control routes. */
export interface PageRoute {
  readonly method: string;
  readonly path: string;
}

/**
 * Whether a request is for the API, by the routes of the pages. A program that calls an unknown path or method must get
 * JSON, so everything counts that is neither a page, nor a browser's visit to an unknown path outside the API.
 */
export function apiCalls(pages: readonly PageRoute[]): (c: Context<WiseEnv>) => boolean {
  const known = new Set(pages.map(({ method, path }) => `${method} ${path}`));
  return (c) => {
    const { method, path } = c.req;
    if (path.startsWith('/simulator/') || known.has(`${method === 'HEAD' ? 'GET' : method} ${path}`)) return false;
    const isVisit = /^(GET|HEAD)$/.test(method) && (c.req.header('Accept') ?? '').includes('text/html');
    return !isVisit || /^\/(v\d+|\d{4}Q\d|oauth|\.well-known)(\/|$)/.test(path);
  };
}

/** Runs a step only for requests that `isApplicable` accepts. */
export function only(isApplicable: (c: Context<WiseEnv>) => boolean, step: MiddlewareHandler<WiseEnv>): MiddlewareHandler<WiseEnv> {
  return async (c, next) => (isApplicable(c) ? step(c, next) : next());
}
