import { createServer } from 'node:http';
import { toNodeListener } from '../bank/node-listener.js';
import { bank, port } from './example-bank.js';

const logIn = toNodeListener(bank.fetch);

/** The bank's server with node:http. Run `npx tsx demo/examples/node-http.ts`. */
export const server = createServer((request, response) => {
  bank.wiseLink.node(request, response, () => {
    if (request.url === '/api/session') logIn(request, response);
    else response.end('The bank’s own pages');
  });
}).listen(port, 'localhost');

server.on('close', () => void bank.wiseLink.close());
