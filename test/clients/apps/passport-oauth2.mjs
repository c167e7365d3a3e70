// passport-oauth2: the advised settings add HTTP Basic to the credentials that it always sends in the body.
import express from 'express';
import session from 'express-session';
import passport from 'passport';
import { Strategy } from 'passport-oauth2';
import { clientId, clientSecret, isAdvised, linkedText, port, redirectUri, wise } from './settings.mjs';

const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
passport.use(new Strategy({
  authorizationURL: wise.authorize,
  tokenURL: wise.token,
  clientID: clientId,
  clientSecret,
  callbackURL: redirectUri,
  state: true,
  ...(isAdvised && { customHeaders: { Authorization: basic } }),
}, (accessToken, _refreshToken, _profile, done) => done(null, { accessToken })));

express()
  .use(session({ secret: 'test', resave: false, saveUninitialized: true }))
  .get('/start', passport.authenticate('oauth2', { session: false }))
  .get('/callback', passport.authenticate('oauth2', { session: false }), async (request, response) => {
    response.send(await linkedText(request.user.accessToken));
  })
  .use((cause, _request, response, _next) => response.status(500).send(`failed ${cause}`))
  .listen(port, '127.0.0.1');
