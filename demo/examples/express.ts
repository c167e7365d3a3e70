import express from 'express';
import { toNodeListener } from '../bank/node-listener.js';
import { bank, port } from './example-bank.js';

const app = express();
app.use('/api/wise', bank.wiseLink.node);
app.all('/api/session', toNodeListener(bank.fetch));
app.use(express.json());
app.get('/', (_, response) => void response.send('The bank’s own pages'));

/** The bank's server with Express. Run `npx tsx demo/examples/express.ts`. */
export const server = app.listen(port, 'localhost');

server.on('close', () => void bank.wiseLink.close());
