import type { Answer } from './answer.js';
import { Problem } from './problem.js';

/** Answers a request. Throws `Problem`. */
export type Handler = (request: Request, correlationId: string) => Promise<Answer>;

/** Path → method → handler. Paths have no parameters, so that any framework can mount them. */
export type Routes = Readonly<Record<string, Readonly<Record<string, Handler>>>>;

/** Finds the handler for a path and method. Throws `not_found` or `method_not_allowed`. */
export function findHandler(routes: Routes, path: string, method: string): Handler {
  const methods = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (methods === undefined) throw new Problem('not_found');
  const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (handler === undefined) throw new Problem('method_not_allowed', { allow: Object.keys(methods).join(', ') });
  return handler;
}
