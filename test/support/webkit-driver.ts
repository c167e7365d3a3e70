import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';

const DRIVER = '/usr/bin/WebKitWebDriver';
const BROWSER = process.env.WEBKIT_PATH ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/** WebKitGTK under a virtual screen, driven over WebDriver. */
export class WebKit {
  readonly driver: WebDriver;
  readonly #process: ChildProcess;

  private constructor(driver: WebDriver, process: ChildProcess) {
    this.driver = driver;
    this.#process = process;
  }

  static async start(): Promise<WebKit> {
    const port = await freePort();
    const [command = DRIVER, ...args] = process.env.DISPLAY ? [DRIVER] : ['xvfb-run', '-a', DRIVER];
    // A group of its own, so that the virtual screen ends with the driver.
    const child = spawn(command, [...args, `--port=${port}`], { stdio: 'ignore', detached: true });
    const server = `http://127.0.0.1:${port}`;
    await answers(`${server}/status`);
    const options = { binary: BROWSER, args: ['--automation'] };
    const capabilities = new Capabilities({ browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options });
    const driver = await new Builder().usingServer(server).withCapabilities(capabilities).build();
    return new WebKit(driver, child);
  }

  async stop(): Promise<void> {
    await this.driver.quit().catch(() => undefined);
    if (this.#process.pid) process.kill(-this.#process.pid);
  }
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function answers(url: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (cause) {
      if (Date.now() > deadline) throw new Error(`No answer from ${url}`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
