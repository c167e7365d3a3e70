// Grant, whose redirect URI is /connect/wise/callback: the advised settings add HTTP Basic to the credentials that it sends in the body by default.
import express from 'express';
import session from 'express-session';
import grant from 'grant';
import { clientId, clientSecret, isAdvised, linkedText, port, wise } from './settings.mjs';

express()
  .use(session({ secret: 'test', resave: false, saveUninitialized: true }))
  .get('/start', (_request, response) => response.redirect('/connect/wise'))
  .use(grant.express({
    config: {
      defaults: { origin: `http://localhost:${port}`, transport: 'session', state: true },
      wise: { authorize_url: wise.authorize, access_url: wise.token, oauth: 2, key: clientId, secret: clientSecret, callback: '/done' },
    },
    ...(isAdvised && { request: { auth: { user: clientId, pass: clientSecret } } }),
  }))
  .get('/done', async (request, response) => {
    const { access_token: token, error } = request.session.grant.response;
    if (token) response.send(await linkedText(token));
    else response.status(500).send(`failed ${JSON.stringify(error)}`);
  })
  .listen(port, '127.0.0.1');
