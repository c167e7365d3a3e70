import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { bank, port } from './example-bank.js';

const app = new Hono();
// Not with `mount`, which removes the path prefix.
app.all('/api/wise/*', ({ req }) => bank.wiseLink.fetch(req.raw));
app.all('/api/session', ({ req }) => bank.fetch(req.raw));
app.get('/', (c) => c.text('The bank’s own pages'));

/** The bank's server with Hono. Run `npx tsx demo/examples/hono.ts`. */
export const server = serve({ fetch: app.fetch, port, hostname: 'localhost' });

server.on('close', () => void bank.wiseLink.close());
