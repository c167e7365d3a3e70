/** The command `wise-simulator`. */
import { readCommandLine } from './command-line.js';
import { HELP } from './help.js';
import { OptionError, startSimulator } from './index.js';

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
  if (!(cause instanceof OptionError)) throw cause;
  process.stderr.write(`${cause.message}\n\n${HELP}\n`);
  process.exitCode = 2;
}
