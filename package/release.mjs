/**
 * `npm run release`: publishes the current commit with a provenance statement (https://docs.npmjs.com/generating-provenance-statements),
 * if all checks pass; otherwise lists all reasons. `npm run release -- --dry-run` does everything except publishing.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from '../test/tools/command.mjs';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const isDry = values['dry-run'];
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const read = (relative) => readFileSync(new URL(`../${relative}`, import.meta.url), 'utf8');
const { version, repository } = JSON.parse(read('package.json'));
/** The owner in the links until `npm run repository` sets the real one. */
const PLACEHOLDER = 'your-organization';
const { ACTIONS_ID_TOKEN_REQUEST_URL, SIGSTORE_ID_TOKEN } = process.env;

const obstacles = [
  git('status', '--porcelain') && 'There are changes that are not committed.',
  !git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`) && `This commit has no tag v${version}.`,
  !read('CHANGELOG.md').includes(`\n## ${version}`) && `CHANGELOG.md has no section "## ${version}".`,
  !repository && 'package.json names no repository, which provenance needs.',
  repository?.url.includes(PLACEHOLDER) && `package.json and the links have the placeholder "${PLACEHOLDER}": run \`npm run repository -- OWNER/NAME\`.`,
  !isDry && !ACTIONS_ID_TOKEN_REQUEST_URL && !SIGSTORE_ID_TOKEN && 'Provenance needs the identity of a build at GitHub Actions or GitLab CI.',
].filter(Boolean);

if (obstacles.length) {
  process.stderr.write(`Not published:\n${obstacles.map((obstacle) => `  ${obstacle}\n`).join('')}`);
  process.exit(1);
}
// Also builds.
await run('npm', ['test'], {}, 90 * 60_000);
await run('npm', ['publish', '--provenance', ...(isDry ? ['--dry-run'] : [])]);
