import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';

/** A listener for Node's HTTP server that answers with a function from `Request` to `Response`. */
export function toNodeListener(fetch: (request: Request) => Promise<Response>): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
