import fastify from 'fastify';
import { toNodeListener } from '../bank/node-listener.js';
import { bank, port } from './example-bank.js';

const app = fastify();
const logIn = toNodeListener(bank.fetch);
// As a hook, because Fastify reads the body before it calls a route.
app.addHook('onRequest', ({ raw }, reply, done) => bank.wiseLink.node(raw, reply.raw, done));
app.addHook('onRequest', ({ raw }, reply, done) => (raw.url === '/api/session' ? logIn(raw, reply.raw) : done()));
app.get('/', async () => 'The bank’s own pages');

await app.listen({ port, host: 'localhost' });

/** The bank's server with Fastify. Run `npx tsx demo/examples/fastify.ts`. */
export const { server } = app;

server.on('close', () => void bank.wiseLink.close());
