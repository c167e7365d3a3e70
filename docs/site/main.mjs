// `npm run docs`: builds the documentation as a site, from the pages, the manifest and the element in dist/, with the page of `npm run trust`.
// `npm run docs -- --serve` also serves it. Installs the site's own tools, which are not dependencies of the package.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from '../../test/tools/command.mjs';
import { checkNode } from '../../test/tools/node.mjs';
import { installPackages } from '../../test/tools/packages.mjs';

const { values } = parseArgs({ options: { serve: { type: 'boolean', default: false }, port: { type: 'string', default: '4300' } } });

checkNode();
await installPackages();
await installPackages('docs/site');
await run('npm', ['run', '-s', 'build']);
await run(process.execPath, ['docs/site/node_modules/vitepress/bin/vitepress.js', 'build', 'docs/site']);
// Imported here, because it is installed above.
const { buildOffline } = await import('../../demo/offline.mjs');
await buildOffline(join(root, 'node_modules/.cache/docs/playground'));
// It also writes a page that has figures without a run, and only then ends with an error.
spawnSync('npm', ['run', '-s', 'trust'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
cpSync(join(root, 'node_modules/.cache/trust/index.html'), join(root, 'node_modules/.cache/docs/trust/index.html'));
if (values.serve) {
  // Imported here, because it is installed above.
  const { preview } = await import('vite');
  const { takenPort } = await import('../../demo/taken-port.mjs');
  const server = await preview({ root, configFile: false, appType: 'mpa', build: { outDir: 'node_modules/.cache/docs' }, preview: { host: 'localhost', port: Number(values.port), strictPort: true } }).catch((error) => {
    const sentence = takenPort(error, (_, other) => `npm run docs -- --serve --port ${other}`);
    if (!sentence) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  });
  server.printUrls();
}
