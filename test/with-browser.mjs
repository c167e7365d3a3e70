// Runs an installed program with a browser, as `npm test` does: `node test/with-browser.mjs vitest run`.
import { findChromium, findHeadlessShell } from './tools/browser.mjs';
import { run } from './tools/command.mjs';
import { checkNode } from './tools/node.mjs';
import { installPackages } from './tools/packages.mjs';

const [command = 'vitest', ...args] = process.argv.slice(2);
checkNode();
await installPackages();
await run(command, args, { CHROME_PATH: findChromium(), HEADLESS_SHELL_PATH: findHeadlessShell() });
