/** The command `wise-simulator`. */
import { readCommandLine } from './command-line.js';
import { HELP } from './help.js';
import { OptionError, startSimulator } from './index.js';

/** One sentence for the error of Node that a port is in use. Undefined for any other error. */
function takenPort(cause: unknown): string | undefined {
  const { code, port } = Object(cause) as { code?: unknown; port?: unknown };
  return code === 'EADDRINUSE' ? `Port ${String(port)} is in use: stop the program that uses it, or choose another one with --port, or 0 for a free one.\n` : undefined;
}

try {
  const options = readCommandLine(process.argv.slice(2), process.env);
  if (options === 'help') {
    console.log(HELP);
  } else {
    const { url, seed, clients, mtls } = await startSimulator({ ...options, log: (line) => console.log(line) });
    const registered = clients.map(({ clientId, redirectUris }) => [`  client ${clientId}`, ...redirectUris.map((uri) => `    ${uri}`)].join('\n'));
    console.log([`Wise simulator: ${url}`, `  --seed ${seed}`, ...(mtls ? [`  API with mutual TLS: ${mtls.url}`] : []), ...registered].join('\n'));
  }
} catch (cause) {
  const sentence = takenPort(cause);
  if (sentence) {
    process.stderr.write(sentence);
    process.exitCode = 1;
  } else {
    if (!(cause instanceof OptionError)) throw cause;
    process.stderr.write(`${cause.message}\n\n${HELP}\n`);
    process.exitCode = 2;
  }
}
