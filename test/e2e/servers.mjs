// The servers of all workers, started at once: Playwright would wait for each before it starts the next.
// `node test/e2e/servers.mjs 4110:4210 4111:4211`: for each the port of the bank, and that of Wise.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const demo = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));

const servers = process.argv.slice(2).map((ports) => {
  const [PORT, WISE_PORT] = ports.split(':');
  return spawn(process.execPath, [demo], { stdio: 'inherit', env: { ...process.env, PORT, WISE_PORT } });
});
for (const server of servers) {
  // None of them ends by itself: its port is taken, say.
  server.once('exit', () => {
    process.exitCode = 1;
    for (const other of servers) other.kill();
  });
}
