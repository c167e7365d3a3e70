#!/usr/bin/env bash
# npm 11.19.1: `"files": ["SECURITY.md", "docs/tasks"]` also packs docs/security.md.
#
# Guess: an entry of `files` is a path from the root of the package, so "SECURITY.md" is that file, and of docs only docs/tasks is packed.
# Seen:  an entry without a slash is a pattern that matches at every depth, and without regard to case, as in a .gitignore. It shows only once
#        another entry makes npm look into a folder: ["SECURITY.md"] alone packs one file. "/SECURITY.md" is the file at the root.
# So:    adding a folder to `files` can publish files next to it that nobody listed, on file systems where case matters too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/npm" "$folder/package/docs/tasks"
cd "$folder/npm"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact npm@11.19.1
cd "$folder/package"
for file in SECURITY.md docs/security.md docs/tasks/one.md docs/other.md; do echo "$file" > "$file"; done
packed() { # files of package.json
  echo "{ \"name\": \"packed\", \"version\": \"1.0.0\", \"files\": $1 }" > package.json
  "$folder/npm/node_modules/.bin/npm" pack --dry-run --silent --json | node -p 'const [{ files }] = Object.values(JSON.parse(require("node:fs").readFileSync(0, "utf8"))); files.map(({ path }) => path).join(" ")'
}
alone=$(packed '["SECURITY.md"]')
beside=$(packed '["SECURITY.md", "docs/tasks"]')
anchored=$(packed '["/SECURITY.md", "docs/tasks"]')
printf '%s\n' "$alone" "$beside" "$anchored"
[ "$alone" = 'SECURITY.md package.json' ]
[ "$beside" = 'SECURITY.md docs/security.md docs/tasks/one.md package.json' ]
[ "$anchored" = 'SECURITY.md docs/tasks/one.md package.json' ]
echo 'As stated.'
