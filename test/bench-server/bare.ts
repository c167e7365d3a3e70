import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pg from 'pg';
import { ready } from './child.js';

// Bare `node:http` and `pg`: as many statements, transactions and calls to Wise as one exchange of the backend, and nothing else.
// The backend sends each code on a connection of its own. With `CONNECTIONS=own`, so does this server.
const { WISE_URL = '', DATABASE_URL = '', CONNECTIONS } = process.env;
const headers: Record<string, string> = CONNECTIONS === 'own' ? { Connection: 'close' } : {};
const pool = new pg.Pool({ connectionString: DATABASE_URL });
await pool.query('create table if not exists bare_row (id bigserial primary key, text text)');

const READ = 'select $1::text as text';
const WRITE = 'insert into bare_row (text) values ($1)';

async function inTransaction(statements: string[]): Promise<void> {
  const client = await pool.connect();
  await client.query('begin; set local statement_timeout = 10000');
  for (const sql of statements) await client.query(sql, ['x']);
  await client.query('commit');
  client.release();
}

async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const { code } = JSON.parse(body) as { code: string };
  // The customer's lock, what is known, the claim.
  await inTransaction([READ, READ, WRITE]);
  await pool.query(WRITE, ['sent']);
  const form = new URLSearchParams({ grant_type: 'authorization_code', code });
  const tokens = (await (await fetch(`${WISE_URL}/oauth/token`, { method: 'POST', headers, body: form })).json()) as { access_token: string };
  await pool.query(WRITE, ['exchanged']);
  await (await fetch(`${WISE_URL}/v2/profiles`, { headers: { Authorization: `Bearer ${tokens.access_token}` } })).json();
  // The customer's lock, the link.
  await inTransaction([READ, WRITE]);
  response.setHeader('Content-Type', 'application/json');
  response.end('{"status":"linked"}');
}

ready(createServer((request, response) => void exchange(request, response)));
