import { createServer } from 'node:net';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import { Companion } from './webkit-companion.js';
import { answers } from './webkit-wait.js';

/** Drives WebKitGTK over WebDriver, on a virtual screen if there is no other. */
export class WebKit {
  readonly driver: WebDriver;
  readonly #companions: readonly Companion[];

  private constructor(driver: WebDriver, companions: readonly Companion[]) {
    this.driver = driver;
    this.#companions = companions;
  }

  static async start(): Promise<WebKit> {
    const companions: Companion[] = [];
    try {
      const env: Record<string, string> = {};
      if (!process.env.DISPLAY) {
        // Xvfb picks a free display number and prints it.
        const screen = new Companion(['Xvfb', '-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
        companions.unshift(screen);
        env.DISPLAY = `:${await screen.firstOutput()}`;
      }
      const port = await freePort();
      companions.unshift(new Companion(['WebKitWebDriver', `--port=${port}`], { env }));
      const server = `http://127.0.0.1:${port}`;
      await answers(`${server}/status`);
      const driver = await new Builder().usingServer(server).withCapabilities(capabilities()).build();
      return new WebKit(driver, companions);
    } catch (error) {
      await end(companions);
      throw error;
    }
  }

  /** Never throws, because a crashed browser is closed too. */
  async stop(): Promise<void> {
    const quit = this.driver.quit().catch(() => undefined);
    await Promise.race([quit, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    await end(this.#companions);
  }
}

/** Closes the driver before the screen that the browser needs. */
async function end(companions: readonly Companion[]): Promise<void> {
  for (const companion of companions) await companion.stop();
}

function capabilities(): Capabilities {
  const { WEBKIT_PATH } = process.env;
  const named = WEBKIT_PATH && { 'webkitgtk:browserOptions': { binary: WEBKIT_PATH, args: ['--automation'] } };
  // Without a name, the driver uses the browser that it was built with.
  return new Capabilities({ browserName: 'MiniBrowser', ...named });
}

/** A free port. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
