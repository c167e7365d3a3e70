#!/usr/bin/env bash
# Next.js 16.4.6: in a server bundle of Turbopack, `createRequire(import.meta.url).resolve()` returns a number.
#
# Guess: `resolve` of a function that `createRequire` of Node made returns the path of a file, as in Node: Next.js runs the route in Node.
# Seen:  Turbopack replaces the call when it builds. The route gets a number, the id of a module in the bundle. With a name that Turbopack
#        cannot see, such as one from a variable, the same call throws "Cannot find module as expression is too dynamic".
# So:    a package that finds its own files this way works in Node and fails in a route handler with "split is not a function". Expect any
#        value from `resolve`, or let partners list the package in `serverExternalPackages`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund --save-exact next@16.4.6 react@19.3.1 react-dom@19.3.1
mkdir -p node_modules/finder app/finder
echo '{"name":"finder","version":"1.0.0","type":"module","exports":"./index.js"}' > node_modules/finder/package.json
cat > node_modules/finder/index.js <<'JS'
import { createRequire } from 'node:module';
const load = createRequire(import.meta.url);
const typeOf = (work) => {
  try {
    return typeof work();
  } catch ({ message }) {
    return message;
  }
};
export const seen = (name) => ({ literal: typeOf(() => load.resolve('react')), variable: typeOf(() => load.resolve(name)) });
JS
cat > app/layout.js <<'JS'
export default ({ children }) => <html lang="en"><body>{children}</body></html>;
JS
cat > app/finder/route.js <<'JS'
import { seen } from 'finder';
export const dynamic = 'force-static';
export const GET = () => Response.json(seen(process.env.NAME ?? 'react'));
JS
node --input-type=module --eval "import { seen } from 'finder'; console.log('Node', seen('react'))"
NEXT_TELEMETRY_DISABLED=1 NAME=react npx next build > build.log 2>&1 || { cat build.log; exit 1; }
answer=$(cat .next/server/app/finder.body)
echo "Next.js $answer"
[[ $answer == *'"literal":"number"'* && $answer == *'too dynamic'* ]]
echo 'As stated: the literal name gives a number, the variable one an error.'
