/**
 * `npm run release`: publishes the current commit with a provenance statement (https://docs.npmjs.com/generating-provenance-statements),
 * if all checks pass; otherwise lists all reasons. `npm run release -- --dry-run` does everything except publishing.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { run } from '../test/tools/command.mjs';
import { isPlaceholder } from './readme.mjs';

const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
const isDry = values['dry-run'];
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const read = (relative) => readFileSync(new URL(`../${relative}`, import.meta.url), 'utf8');
const own = JSON.parse(read('package.json'));
const { version } = own;
const { ACTIONS_ID_TOKEN_REQUEST_URL, SIGSTORE_ID_TOKEN } = process.env;

const obstacles = [
  git('status', '--porcelain') && 'There are changes that are not committed.',
  !git('tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`) && `This commit has no tag v${version}.`,
  !read('CHANGELOG.md').includes(`\n## ${version}`) && `CHANGELOG.md has no section "## ${version}".`,
  isPlaceholder(own) && 'repository, homepage and bugs in package.json are placeholders: provenance and the links of the README on npm need the real ones.',
  !isDry && !ACTIONS_ID_TOKEN_REQUEST_URL && !SIGSTORE_ID_TOKEN && 'Provenance needs the identity of a build at GitHub Actions or GitLab CI.',
].filter(Boolean);

if (obstacles.length) {
  process.stderr.write(`Not published:\n${obstacles.map((obstacle) => `  ${obstacle}\n`).join('')}`);
  process.exit(1);
}
// Also builds.
await run('npm', ['test'], {}, 90 * 60_000);
await run('npm', ['publish', '--provenance', ...(isDry ? ['--dry-run'] : [])]);
