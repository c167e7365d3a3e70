/**
 * `npm run contract-tools`: gives contract/openapi.json and contract/internal-api.json to linters, generators and mock servers (test/contract-tools/package.json
 * has their versions), and prints what they say as a table. It installs them under node_modules/.cache, which needs the
 * package registry. `-- --write` also writes the table into docs/contract-tools.md. It fails on any warning or wrong answer.
 */
import { CONTRACT, INTERNAL, prism, source } from './contract-tools/mocks.js';
import { generate } from './contract-tools/types.js';
import { Workshop } from './contract-tools/workshop.js';
import { markdownTable, writeResults } from './support/docs-table.js';

const workshop = new Workshop();

/** No warnings: the tool fails on errors and, with these options, on warnings. */
function lint(tool: string, ...args: string[]): string {
  workshop.run(tool, ...args);
  return 'no errors, no warnings';
}

const CHECKS: readonly [name: string, from: string, check: () => string | Promise<string>][] = [
  ['Redocly CLI, `recommended-strict`', '@redocly/cli', () => lint('redocly', 'lint', 'openapi.json', '--extends', 'recommended-strict')],
  ['Spectral, `spectral:oas`', '@stoplight/spectral-cli', () => lint('spectral', 'lint', 'openapi.json', '--ruleset', 'spectral.yaml', '--fail-severity', 'hint')],
  ['openapi-typescript', 'openapi-typescript', () => generate(workshop, 'openapi-typescript')],
  ['Hey API', '@hey-api/openapi-ts', () => generate(workshop, 'hey-api')],
  ['Orval', 'orval', () => generate(workshop, 'orval')],
  ['Prism', '@stoplight/prism-cli', () => prism(workshop, CONTRACT)],
  ['MSW Source', '@mswjs/source', () => source(workshop, CONTRACT)],
  // A probe has no answer with 4xx.
  ['internal API: Redocly CLI', '@redocly/cli', () => lint('redocly', 'lint', 'internal-api.json', '--extends', 'recommended-strict', '--skip-rule', 'operation-4xx-response')],
  ['internal API: Spectral', '@stoplight/spectral-cli', () => lint('spectral', 'lint', 'internal-api.json', '--ruleset', 'spectral.yaml', '--fail-severity', 'hint')],
  ['internal API: Hey API', '@hey-api/openapi-ts', () => generate(workshop, 'hey-api-internal')],
  ['internal API: Prism', '@stoplight/prism-cli', () => prism(workshop, INTERNAL)],
  ['internal API: MSW Source', '@mswjs/source', () => source(workshop, INTERNAL)],
];

const rows: string[][] = [];
for (const [name, from, check] of CHECKS) {
  try {
    rows.push([name, workshop.versions[from] ?? '', await check()]);
  } catch (cause) {
    process.exitCode = 1;
    const said = cause as Error & { stdout?: string; stderr?: string };
    process.stderr.write(`${name}: ${said.message}\n${said.stdout ?? ''}${said.stderr ?? ''}\n`);
    rows.push([name, workshop.versions[from] ?? '', '**failed**']);
  }
}
writeResults('docs/contract-tools.md', 'contract-tools', markdownTable(['tool', 'version', 'result'], rows));
