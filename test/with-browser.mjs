// Runs an installed program with a browser, as `npm test` does: `node test/with-browser.mjs vitest run`. `--firefox` before it adds Firefox.
import { findChromium, findFirefox, findHeadlessShell } from './tools/browser.mjs';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const options = process.argv.slice(2);
const needsFirefox = options[0] === '--firefox';
const [command = 'vitest', ...args] = options.slice(needsFirefox ? 1 : 0);
checkNode();
await installPackages();
await run(command, args, { CHROME_PATH: findChromium(), HEADLESS_SHELL_PATH: findHeadlessShell(), ...(needsFirefox && { FIREFOX_PATH: findFirefox() }) });
