// Starts the servers of all workers at once. Playwright would start them one by one.
// `node test/e2e/servers.mjs 4110:4210 4111:4211`: for each worker, the ports of the bank and of Wise.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));

const servers = process.argv.slice(2).map((ports) => {
  const [PORT, WISE_PORT] = ports.split(':');
  return spawn(process.execPath, [demo], { stdio: 'inherit', env: { ...process.env, PORT, WISE_PORT } });
});
for (const server of servers) {
  // A server ends only on an error, for example if its port is in use.
  server.once('exit', () => {
    process.exitCode = 1;
    for (const other of servers) other.kill();
  });
}
