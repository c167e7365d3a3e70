import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Partner } from './index.js';

/** The backend as a `node:http` request listener, also for Express and similar frameworks. It reads the body itself. */
export function toNodeListener(partner: Partner): (request: IncomingMessage, response: ServerResponse) => void {
  const listener = getRequestListener((request) => partner.fetch(request));
  return (request, response) => void listener(request, response);
}
