// `npm start`: installs missing packages, then runs the bank's site, its backend and the Wise simulator.
import { checkNode } from '../test/tools/node.mjs';
import { installPackages } from '../test/tools/packages.mjs';

try {
  checkNode();
  await installPackages();
} catch ({ message }) {
  console.error(message);
  process.exit(1);
}
// Imported late, because installPackages may have just installed it.
const { createServer } = await import('vite');
const server = await createServer();
await server.listen();
server.printUrls();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    const end = () => process.exit();
    server.close().then(end, end);
  });
}
