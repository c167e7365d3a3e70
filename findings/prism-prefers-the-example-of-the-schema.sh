#!/usr/bin/env bash
# Prism 5.16.0: an example in a shared schema replaces the example of the response that uses the schema.
#
# Guess: the examples of a media type describe this response, so they come first. OpenAPI 3.1 says of `examples` of a media type object:
#        "if referencing a schema which contains an example, the examples value SHALL override the example provided by the schema".
# Seen:  `Prefer: code=401` answers with status 401 and the first example of the schema, a problem of status 410. Only `example=NAME` selects
#        the response's own. Without the example in the schema, `code=401` answers with the response's.
# So:    a contract whose error responses share one documented problem schema gets the same wrong error from each of them.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"; [ -z "${server:-}" ] || kill "$server"' EXIT
cd "$folder"
npm init --yes > /dev/null
# Prism asks for Node 24.
npm install --silent --no-audit --no-fund --save-exact node@24.21.0 @stoplight/prism-cli@5.16.0 2> /dev/null
export PATH="$PWD/node_modules/.bin:$PATH"
cat > document.mjs <<'JS'
import { writeFileSync } from 'node:fs';
const problem = { type: 'object', properties: { status: { type: 'integer' } } };
const responses = { 401: { description: 'Log in', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, examples: { own: { value: { status: 401 } } } } } } };
for (const [name, schema] of [['with', { ...problem, examples: [{ status: 410 }] }], ['without', problem]]) {
  writeFileSync(`${name}.json`, JSON.stringify({ openapi: '3.1.0', info: { title: 'Till', version: '1' }, paths: { '/till': { get: { responses } } }, components: { schemas: { Problem: schema } } }));
}
JS
node document.mjs
ask() { # document, preference
  prism mock "$1.json" --host 127.0.0.1 --port 6571 > prism.log 2>&1 & server=$!
  until curl --silent --output /dev/null http://127.0.0.1:6571/; do sleep 0.2; done
  curl --silent --header "Prefer: $2" http://127.0.0.1:6571/till
  kill "$server"; wait "$server" 2> /dev/null || true; server=
}
seen="$(ask with code=401) $(ask with 'code=401, example=own') $(ask without code=401)"
echo "$seen"
[ "$seen" = '{"status":410} {"status":401} {"status":401}' ]
echo 'As stated.'
