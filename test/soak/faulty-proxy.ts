import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A TCP proxy on loopback that delays what passes, or cuts its connections. */
export class FaultyProxy {
  readonly name: string;
  #target: number;
  #delayMs = 0;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  readonly #server: Server;

  private constructor(name: string, target: number) {
    this.name = name;
    this.#target = target;
    this.#server = createServer((socket) => this.#connect(socket));
  }

  static async start(name: string, target = 0): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(name, target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connects new connections to another port. */
  set target(port: number) {
    this.#target = port;
  }

  /** Delays each piece of data in both directions. 0: no delay. */
  set delayMs(milliseconds: number) {
    this.#delayMs = milliseconds;
  }

  /** Cuts all connections, as a network does: neither side learns what the other one received. */
  cut(): void {
    for (const pair of this.#pairs) end(pair);
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }

  #connect(socket: Socket): void {
    const pair = [socket, connect(this.#target, '127.0.0.1')] as const;
    this.#pairs.add(pair);
    for (const [from, to] of [pair, [pair[1], pair[0]] as const]) {
      void this.#pass(from, to);
      from.on('error', () => end(pair));
      from.on('close', () => {
        end(pair);
        this.#pairs.delete(pair);
      });
    }
  }

  async #pass(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const data of from) {
        if (this.#delayMs > 0) await delay(this.#delayMs);
        to.write(data);
      }
    } catch {
      // The connection was cut.
    }
    to.end();
  }
}

function end(pair: readonly [Socket, Socket]): void {
  for (const socket of pair) socket.destroy();
}
