// `npm start`: installs missing packages, then runs the bank's site, its backend and the Wise simulator.
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { checkNode } from '../test/tools/node.mjs';
import { installPackages } from '../test/tools/packages.mjs';
import { takenPort } from './taken-port.mjs';

// Node 20 has no cache of compiled code.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));
try {
  checkNode();
  await installPackages();
} catch ({ message }) {
  console.error(message);
  process.exit(1);
}
// Imported late, because installPackages may have just installed it.
const { createServer } = await import('vite');
const server = await start().catch((error) => {
  console.error(takenPort(error) ?? error);
  process.exit(1);
});
server.printUrls();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    const end = () => process.exit();
    server.close().then(end, end);
  });
}

async function start() {
  const created = await createServer({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
  return created.listen();
}
