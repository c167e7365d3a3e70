#!/usr/bin/env bash
# @mswjs/source 0.5.0: a mock answer of the type application/problem+json has no body when the request accepts exactly that type.
#
# Guess: `Accept: application/json, application/problem+json` selects the documented content of an error response, as `Accept: */*` or no
#        Accept header does. RFC 9457 asks clients to send it.
# Seen:  the status is right, but the answer has neither a body nor a Content-Type. The accepted type becomes a regular expression, in which
#        "+" is a quantifier: it never matches the text "application/problem+json". Without Accept the same handler answers with the example.
# So:    tests with such mocks see an error without a problem code, whatever the document says. The same holds for any other media
#        type with a "+".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --ignore-scripts --save-exact @mswjs/source@0.5.0 msw@2.15.0
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import { fromOpenApi } from '@mswjs/source/open-api';
import { getResponse } from 'msw';
const example = { type: '/problems/closed', status: 503 };
const answer = (type) => ({ description: 'Closed', content: { [type]: { schema: { type: 'object' }, examples: { closed: { value: example } } } } });
const document = {
  openapi: '3.1.0', info: { title: 'Till', version: '1' }, servers: [{ url: 'https://bank.example' }],
  paths: { '/problem': { get: { responses: { 503: answer('application/problem+json') } } }, '/plain': { get: { responses: { 503: answer('application/json') } } } },
};
const handlers = await fromOpenApi(document);
const look = async (path, accept) => {
  const answered = await getResponse(handlers, new Request(`https://bank.example${path}?response=503`, { headers: accept ? { Accept: accept } : {} }));
  return [path, accept ?? '(none)', answered.status, answered.headers.get('Content-Type'), await answered.text()];
};
const seen = [await look('/problem'), await look('/problem', 'application/json, application/problem+json'), await look('/plain', 'application/json, application/problem+json')];
console.table(seen);
const body = JSON.stringify(example);
assert.deepEqual(seen.map(([, , status, type, text]) => [status, type, text]), [[503, 'application/problem+json', body], [503, null, ''], [503, 'application/json', body]]);
JS
node look.mjs
echo 'As stated.'
