// A server with two pages, of which the second has the element.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express from 'express';
import { createWiseLink } from 'wise-link/server';
import { pglite } from 'wise-link/server/pglite';

const wiseLink = await createWiseLink({
  origin: 'http://localhost:3000',
  wise: { environment: 'sandbox', apiUrl: 'http://127.0.0.1:4200', authorizeUrl: 'http://127.0.0.1:4200/oauth/authorize/', clientId: 'bank', clientSecret: 'banksecret' },
  redirectUris: ['http://localhost:3000/wise-callback.html'],
  database: await pglite(),
  keys: [{ id: '1', secret: randomBytes(32).toString('base64') }],
  session: () => ({ sessionId: 's-1', customer: { id: 'c-1', givenName: 'Sarah', familyName: 'Jenkins', dateOfBirth: '1985-05-20', email: 'sarah@example.com' } }),
});
const account = readFileSync('account.html', 'utf8');
const file = (name, headers = {}) => (_, response) => response.set(headers).sendFile(`node_modules/${name}`, { root: '.' });

express()
  .use('/api/wise', wiseLink.node)
  .get('/', (_, response) => response.type('html').send(account.replace(/<wise-link[^]*<\/wise-link>/, '<h1>Home</h1>')))
  .get('/account', (_, response) => response.type('html').send(account))
  .get('/htmx.js', file('htmx.org/dist/htmx.min.js'))
  .get('/wise-link.js', file('wise-link/dist/cdn/wise-link.js'))
  .get('/wise-callback.html', file('wise-link/dist/cdn/callback.html', {
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "frame-ancestors 'none'",
  }))
  .listen(3000, 'localhost');
