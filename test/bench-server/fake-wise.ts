import { createServer } from 'node:http';
import { ready } from './child.js';

// A Wise that costs next to nothing: it gives tokens for each code, and one account for each token.
const TOKENS = {
  token_type: 'bearer',
  expires_in: 43199,
  expires_at: '2030-05-01T21:59:59.000Z',
  refresh_token_expires_at: '2046-05-01T10:00:00.000Z',
  scope: 'transfers',
};
const PERSON = { type: 'PERSONAL', firstName: 'Sarah', lastName: 'Jenkins', dateOfBirth: '1985-05-20', fullName: 'Sarah Jenkins' };

function answer(path: string | undefined, body: string, authorization = ''): unknown {
  if (path === '/oauth/token') {
    const code = new URLSearchParams(body).get('code');
    return { access_token: `at-${code}`, refresh_token: `rt-${code}`, ...TOKENS };
  }
  const id = Number(authorization.replace(/\D+/g, ''));
  return [{ ...PERSON, id, userId: id }];
}

const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += String(chunk)));
  request.on('end', () => {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(answer(request.url, body, request.headers.authorization)));
  });
});
ready(server);
