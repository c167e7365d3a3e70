#!/usr/bin/env bash
# oauth4webapi 3.8.8: HTTP Basic credentials have every "-", "_" and "." of client id and secret percent-encoded.
#
# Guess: RFC 6749 section 2.3.1 asks for application/x-www-form-urlencoded. Its serializer, as in URLSearchParams, leaves "-", "_", "."
#        and "*" alone, so a client id that is a UUID is sent as it was issued.
# Seen:  "3f2a-bank" with the secret "a-b_c.d" is sent as "3f2a%2Dbank:a%2Db%5Fc%2Ed".
# So:    a token endpoint that compares the decoded Basic value without form-decoding it refuses every UUID. A server, or a simulator of
#        one, must form-decode; a secret of letters and digits alone works everywhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact oauth4webapi@3.8.8
cat > look.mjs <<'JS'
import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
const server = { issuer: 'https://as.example', token_endpoint: 'https://as.example/token' };
let authorization = '';
const fetch = async (_url, { headers }) => {
  authorization = headers.get?.('authorization') ?? headers.authorization;
  return new Response('{}', { status: 500 });
};
await oauth.clientCredentialsGrantRequest(server, { client_id: '3f2a-bank' }, oauth.ClientSecretBasic('a-b_c.d'), new URLSearchParams(), { [oauth.customFetch]: fetch });
const sent = Buffer.from(authorization.split(' ')[1], 'base64').toString();
const form = new URLSearchParams({ '3f2a-bank': 'a-b_c.d' }).toString().replace('=', ':');
console.log(`sent: ${sent}\nform: ${form}`);
assert.equal(sent, '3f2a%2Dbank:a%2Db%5Fc%2Ed');
assert.equal(form, '3f2a-bank:a-b_c.d');
JS
node look.mjs
echo 'As stated.'
